"""What a work is called, in the forms that scholars and machines take."""
