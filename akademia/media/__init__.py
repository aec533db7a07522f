"""The media library: pictures, films and recordings that texts show, in sizes, formats and words."""
