"""Answers drawn from all rooms: today, readiness, what a choice costs."""
