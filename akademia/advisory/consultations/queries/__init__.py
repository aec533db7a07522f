"""Reading consultations: what is offered, a booking by its private link, an expert's desk."""
