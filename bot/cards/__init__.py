"""Values → Discord components. Owns every Discord limit, escaping and alt text; knows no SQL, network or rule."""
