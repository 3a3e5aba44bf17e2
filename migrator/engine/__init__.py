"""The run loop: it takes steps through their states, and knows neither posts nor follows."""

from migrator.engine.lanes import Lanes
from migrator.engine.loop import Engine
from migrator.engine.order import Order
from migrator.jobs.work import Listener, Marks, Outcome, Work

__all__ = ["Engine", "Lanes", "Listener", "Marks", "Order", "Outcome", "Work"]
