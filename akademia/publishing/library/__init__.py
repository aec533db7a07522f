"""The library: departments, items, their files and the records that other libraries take."""
