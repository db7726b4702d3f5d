"""From validated frames to the published warehouse. The only step that writes a warehouse file."""
