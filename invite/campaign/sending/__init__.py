"""From people to letters that go: plan, composing, approval, previews, samples, the demo."""
