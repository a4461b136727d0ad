"""The record: one local file that keeps reports and their claims."""
