"""Drawing the pictures that other sites show beside links to the news."""

from akademia.core.db import let_go
from akademia.core.errors import Missing
from akademia.jobs.services import Task, handler
from akademia.promotion.news.formats.share import drawn
from akademia.promotion.news.queries.sharing import share_words
from akademia.promotion.news.services import sharing


@handler(sharing.DRAW, lease_seconds=120, label="obraz aktualności dla innych serwisów")
def draw_share_picture(task: Task) -> None:
    """Draw the picture of an article as it is now. While it is drawn no transaction is open."""
    ref = task.payload["article"]
    try:
        words = share_words(ref)
        let_go()
        laid = sharing.lay_share_picture(drawn(words), words.slug)
        sharing.keep_share_picture(ref, laid)
    except Missing:
        return  # gone meanwhile: nobody will ask for it
