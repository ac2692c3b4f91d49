## Berkas serah terima: membaca
