"""Coparenting: birth parents, foster parents and a caseworker talk, each in their own messenger."""
