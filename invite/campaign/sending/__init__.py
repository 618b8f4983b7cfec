"""From people to letters that are ready to go: eligibility, plan, composing, approval."""
