"""People, invitations and the trail, as lists and one by one."""
