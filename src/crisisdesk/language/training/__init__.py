"""How the shipped model is made; needs the extra ``train``, never used at run time."""
