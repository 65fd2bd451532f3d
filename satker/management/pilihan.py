"""Options that commands of several apps take."""

import argparse

from satker.kode import KodeTidakDikenal, kode_baku


def kode_satker(teks: str) -> str:
    """An office's code in either spelling, as an argparse type."""
    try:
        return kode_baku(teks)
    except KodeTidakDikenal as galat:
        raise argparse.ArgumentTypeError(str(galat)) from galat
