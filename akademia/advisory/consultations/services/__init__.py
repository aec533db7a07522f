"""Acts on consultations: booking, moving, ending, waiting, keeping hours, forgetting."""
