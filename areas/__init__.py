"""The tree area → kegiatan → sub-kegiatan → indikator → months, national templates, cloning, the grid."""
