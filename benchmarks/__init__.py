"""Speed and memory as ratios against what a person would use instead."""
