"""Everything that makes, measures and explains a model file; the pad itself never imports this package."""
