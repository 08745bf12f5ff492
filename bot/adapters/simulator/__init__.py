"""A second messenger on the same contract: phones in memory, and a web page that shows them.

Refuses to know what the conversation is about.
"""

from bot.adapters.simulator.adapter import Simulator
from bot.adapters.simulator.platform import Phone, Shown, SimulatedMessenger

__all__ = ["Phone", "Shown", "SimulatedMessenger", "Simulator"]
