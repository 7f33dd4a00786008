"""gensim.models.callbacks by its name: the base class of callbacks."""
from hogvec.callbacks import CallbackAny2Vec

__all__ = ["CallbackAny2Vec"]
