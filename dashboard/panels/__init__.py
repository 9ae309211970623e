"""The parts of a page: each has ``layout(view)`` and, where something answers, ``register(app, store)``."""
