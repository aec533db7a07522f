"""What the tools say and reckon, and the provisions that each of them cites."""

from akademia.education.tools.rules import application, benefit, choice, club, duties, standard

TOOLS = (benefit.TOOL, choice.TOOL, application.TOOL, club.TOOL, duties.TOOL, standard.TOOL)
