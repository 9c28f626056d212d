#!/bin/sh
# Unpacks the stock distribution: unpack.sh VERSION LOCAL_REPOSITORY TARGET_DIRECTORY
#
# Not by dependency:unpack, which wants the descriptor of a parent that was never published.
set -eu
version=$1
archive=$2/io/debezium/debezium-server-dist/$version/debezium-server-dist-$version.tar.gz
stamp=$3/debezium-server/.unpacked-$version
[ -e "$stamp" ] && exit 0
[ -e "$archive" ] || mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:2.8:get -Dtransitive=false \
    -Dmaven.repo.local="$2" -Dartifact="io.debezium:debezium-server-dist:$version:tar.gz"
rm -rf "$3/debezium-server"
mkdir -p "$3"
tar xzf "$archive" -C "$3"
touch "$stamp"
