"""The loops that carry: arrivals into turns, departures to messengers. Know no table and no rule."""
