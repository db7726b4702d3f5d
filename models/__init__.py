"""The spaCy project behind `models/en_onrecord_sm`: converters, configs and the evaluation.

Nothing under `flows/` imports from here: the pipeline that ships is a folder that spaCy loads by path.
"""
