"""Hours on 24, as everywhere in France: whoever reads English here reads French clocks."""

TIME_FORMAT = "H:i"
