"""What an editor would ask of the evidence behind a claim."""

from evidencekit.appraisal.designs import design
from evidencekit.appraisal.doubts import Doubt, overstatement
from evidencekit.appraisal.support import Support, design_of, supported

__all__ = ["Doubt", "Support", "design", "design_of", "overstatement", "supported"]
