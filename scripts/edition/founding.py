"""stub for now"""
def found(*a): return []
