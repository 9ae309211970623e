"""One module a page or panel: a layout and the registration of its callbacks."""
