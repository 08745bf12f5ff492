"""Tests of the Telegram adapter, against a Bot API server of our own."""
