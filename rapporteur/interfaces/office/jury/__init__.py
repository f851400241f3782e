"""The pages of jurors: ties declared, applications read and judged. Nobody else has any there, and they no others."""
