"""The translation desk: which texts are open in which language, and each beside its source, sentence by sentence."""
