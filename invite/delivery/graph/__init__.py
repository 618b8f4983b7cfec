"""Letters by Microsoft Graph: draft, send, proof."""
