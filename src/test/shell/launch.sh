# Sourced by ./demo, ./benchmark and ./chaos in the root of the repository: finds the tools, builds, runs a main class of the tests.

major() { "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1; }

find_jdk() {
  local java home
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /none/none/none)")")")" \
      /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    java="$home/bin/java"
    if [ -x "$java" ] && [ -x "$home/bin/javac" ] && [ "$(major "$java")" -ge 21 ] 2>/dev/null; then
      echo "$home"
      return
    fi
  done
  return 1
}

# build [MAVEN OPTION...]: all that a main class of the tests needs, as the integration tests get it.
build() {
  local tool
  for tool in mvn npm; do
    command -v "$tool" > /dev/null || { echo "This needs $tool: install it (Debian: apt install ${tool/mvn/maven}) and start again." >&2; exit 1; }
  done
  JAVA_HOME=$(find_jdk) || { echo "This needs a JDK 21 or later: install one (Temurin, or Debian: apt install openjdk-21-jdk) and start again." >&2; exit 1; }
  export JAVA_HOME
  echo "Building with $JAVA_HOME (the first time takes a few minutes; target/build.log tells how far it is)…"
  mkdir -p target
  mvn -B -DskipTests "$@" pre-integration-test dependency:build-classpath -Dmdep.outputFile=target/test.classpath \
    -Dmdep.includeScope=test > target/build.log 2>&1 ||
    { tail -n 30 target/build.log >&2; echo "The build failed: target/build.log has all of it." >&2; exit 1; }
}

# launch CLASS [ARGUMENT...]
launch() {
  exec "$JAVA_HOME/bin/java" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow \
    --enable-native-access=ALL-UNNAMED -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -cp "target/test-classes:target/classes:$(cat target/test.classpath)" "$@"
}
