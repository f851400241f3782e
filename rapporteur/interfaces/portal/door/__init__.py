"""The portal's only way to data: public rows, asked for through `.public()` of each record, become plain values."""
