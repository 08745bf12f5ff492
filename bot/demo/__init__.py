"""The story of two families, told to a newcomer: on simulated phones, or on a real Matrix homeserver."""
