"""Runs the plan of `taohua cluster run` on Spark: python program of spark-submit, with the plan as its only argument.

Each stage is one SQL statement. Its result is written beside its place, renamed into it, and its manifest comes last:
what has no manifest was cut off and is made anew. Every failure ends the run; nothing is left out silently.
"""

import hashlib
import json
import os
import re
import sys
import threading
import time

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

MANIFEST = "_taohua.json"


def main(plan_path):
    with open(plan_path, encoding="utf-8") as file:
        plan = json.load(file)
    threading.Thread(target=end_with, args=(plan["starter"],), daemon=True).start()
    builder = SparkSession.builder.appName("taohua")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    # A field that does not parse must fail its task.
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    # A file that cannot be read must fail its task too, whatever the cluster is set to.
    spark.conf.set("spark.sql.files.ignoreCorruptFiles", "false")
    spark.conf.set("spark.sql.files.ignoreMissingFiles", "false")
    store = Store(spark, plan["output"])
    digests = {"file": read_input(spark, plan["input"])}
    reports = []
    begun(plan, reports)
    for stage in plan["stages"]:
        inputs = [digests[name] for name in stage["from"]]
        digest = hashlib.sha256("\n".join([stage["recipe"], *inputs]).encode("utf-8")).hexdigest()[:16]
        digests[stage["name"]] = digest
        reports.append(run_stage(spark, store, stage, inputs, digest))
        begun(plan, reports)
    finish(spark, plan, reports)
    spark.stop()


def end_with(starter):
    """Ends Spark when the command is gone (killed, its terminal closed): a second run into the same folder would meet this one."""
    while True:
        time.sleep(1)
        try:
            os.kill(starter, 0)
        except ProcessLookupError:
            # spark-submit takes it for a failure: it stops what works and ends with this code.
            os._exit(70)


def begun(plan, reports):
    """Says that the input could be read, and what was made so far."""
    write_json(plan["report"], {"stages": reports, "plan": [stage["name"] for stage in plan["stages"]]})


def write_json(path, value):
    """Whole or not at all: the command reads it also where this program was killed."""
    with open(f"{path}.part", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.replace(f"{path}.part", path)


def read_input(spark, source):
    """Makes the relation `file` and returns its digest: count and sums of hashes, in any order of the files."""
    path, name = source["path"], source["name"]
    if source["kind"] == "parquet":
        spark.read.parquet(path).createOrReplaceTempView("file_in")
        spark.sql("SELECT path, encode(text, 'UTF-8') AS content FROM file_in").createOrReplaceTempView("file_raw")
    else:
        hadoop = spark._jvm.org.apache.hadoop.fs.Path(path)
        files = hadoop.getFileSystem(spark._jsc.hadoopConfiguration())
        root = hadoop.makeQualified(files.getUri(), files.getWorkingDirectory()).toString()
        frame = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
        frame.createOrReplaceTempView("file_in")
        # Spark names a local file file:/a/b or file:///a/b.
        plain = "regexp_replace(path, '^file:/+', 'file:/')"
        base = root.replace("file:///", "file:/")
        folder = files.getFileStatus(hadoop).isDirectory()
        prefix = quoted(f"{name}/" if folder and name != "" else name)
        # Behind the folder stands a slash and the way on; behind a file nothing.
        spark.sql(
            f"SELECT concat({prefix}, substring({plain}, {len(base) + 2})) AS path, content, "
            f"substring({plain}, {len(base) + 1}) AS inner FROM file_in"
        ).createOrReplaceTempView("file_named")
        chosen = "inner RLIKE " + quoted(source["names"], raw=True) + " AND NOT inner RLIKE '/([.]|node_modules/)'"
        if "files" in source:
            only_meant(spark, source["files"])
        else:
            spark.sql(
                f"SELECT path, content FROM file_named WHERE {chosen if folder else 'true'}"
            ).createOrReplaceTempView("file_raw")
    spark.sql("SELECT path, base64(content) AS content FROM file_raw").createOrReplaceTempView("file")
    row = spark.sql(
        "SELECT count(*) AS n, "
        "coalesce(sum(CAST(conv(substr(h, 1, 12), 16, 10) AS DECIMAL(38, 0))), 0) AS a, "
        "coalesce(sum(CAST(conv(substr(h, 13, 12), 16, 10) AS DECIMAL(38, 0))), 0) AS b "
        "FROM (SELECT sha2(concat(encode(path, 'UTF-8'), X'00', encode(sha2(content, 256), 'UTF-8')), 256) AS h "
        "FROM file_raw) hashed"
    ).first()
    return hashlib.sha256(f"{row.n} {row.a} {row.b}".encode()).hexdigest()[:16]


def only_meant(spark, names):
    """Makes `file_raw` of the files that `ratio` would read; one that Spark does not see must not be missed silently."""
    # As a value of the query: a list of Python's own would need Python on every executor.
    spark.sql(
        "SELECT explode(from_json(:names, 'array<string>')) AS path", args={"names": json.dumps(names)}
    ).createOrReplaceTempView("file_meant")
    unseen = spark.sql("SELECT path FROM file_meant EXCEPT SELECT path FROM file_named LIMIT 3").collect()
    if unseen:
        shown = ", ".join(row.path for row in unseen)
        raise RuntimeError(f"Spark does not see every file of the input (links, names that begin with _): {shown}")
    spark.sql(
        "SELECT n.path, n.content FROM file_named n LEFT SEMI JOIN file_meant m ON m.path = n.path"
    ).createOrReplaceTempView("file_raw")


def run_stage(spark, store, stage, inputs, digest):
    name = stage["name"]
    folder = f"stages/{name}-{digest}"
    manifest = store.manifest(folder, digest)
    seconds = 0.0
    if manifest is None:
        began = time.monotonic()
        beside = store.begin(folder)
        spark.sparkContext.setJobDescription(f"taohua {name}")
        spark.sql(stage["sql"]).write.parquet(store.path(beside))
        rows = spark.read.parquet(store.path(beside)).count()
        manifest = {
            "stage": name,
            "digest": digest,
            "recipe": stage["recipe"],
            "inputs": inputs,
            "rows": rows,
            "bytes": store.size(beside),
        }
        store.finish(folder, manifest)
        store.drop_others(name, digest)
        seconds = time.monotonic() - began
        skipped = False
    else:
        skipped = True
    spark.read.parquet(store.path(folder)).createOrReplaceTempView(name)
    print(f"taohua: {name}: {'kept' if skipped else f'{seconds:.1f} s'}, {manifest['rows']} rows", file=sys.stderr, flush=True)
    return {**manifest, "skipped": skipped, "seconds": seconds}


def finish(spark, plan, stages):
    """What the command wants back: counts, and the rows of the findings where they are not too many."""
    count = spark.sql("SELECT count(*) AS n FROM corpus").first().n
    crowded = spark.sql("SELECT coalesce(sum(CAST(links AS BIGINT)), 0) AS n FROM link WHERE kind = 'crowded'").first().n
    if count <= plan["findingsUpTo"]:
        with open(plan["result"], "w", encoding="utf-8") as file:
            for row in spark.sql(plan["resultSql"]).toLocalIterator():
                file.write(json.dumps([row.kind, row.body]) + "\n")
    write_json(plan["report"], {"stages": stages, "reports": count, "crowded": crowded})


class Store:
    """Folders of the output, wherever it is: through Hadoop's file systems."""

    def __init__(self, spark, root):
        self.root = root
        self.Path = spark._jvm.org.apache.hadoop.fs.Path
        self.files = self.Path(root).getFileSystem(spark._jsc.hadoopConfiguration())
        self.jvm = spark._jvm

    def path(self, name):
        return f"{self.root}/{name}"

    def at(self, name):
        return self.Path(self.path(name))

    def manifest(self, folder, digest):
        place = self.at(f"{folder}/{MANIFEST}")
        if not self.files.exists(place):
            return None
        # Cut off, or not what its checksum says: no manifest. What it stood for is made anew.
        try:
            stream = self.files.open(place)
            try:
                manifest = json.loads(self.jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
            finally:
                stream.close()
        except (json.JSONDecodeError, Py4JJavaError):
            return None
        if manifest.get("digest") != digest:
            return None
        # A file of it that was lost or cut since must not be missed silently.
        return manifest if manifest.get("bytes") == self.size(folder) - self.files.getFileStatus(place).getLen() else None

    def begin(self, folder):
        beside = f"{folder}.part"
        self.files.delete(self.at(beside), True)
        self.files.delete(self.at(folder), True)
        return beside

    def size(self, folder):
        return self.files.getContentSummary(self.at(folder)).getLength()

    def finish(self, folder, manifest):
        if not self.files.rename(self.at(f"{folder}.part"), self.at(folder)):
            raise RuntimeError(f"could not rename the result of {manifest['stage']} into its place")
        stream = self.files.create(self.at(f"{folder}/{MANIFEST}"), True)
        try:
            stream.write(bytearray(json.dumps(manifest, indent=2).encode("utf-8")))
        finally:
            stream.close()

    def drop_others(self, stage, digest):
        """Earlier results of a stage would only be taken for this one's."""
        for status in self.files.listStatus(self.at("stages")):
            name = status.getPath().getName()
            # Only what this program named: a folder of somebody else's that begins alike stays.
            own = re.fullmatch(re.escape(stage) + r"-[0-9a-f]{16}(\.part)?", name)
            if own and name != f"{stage}-{digest}":
                self.files.delete(status.getPath(), True)


def quoted(text, raw=False):
    return ("r" if raw else "") + "'" + (text if raw else text.replace("\\", "\\\\").replace("'", "\\'")) + "'"


if __name__ == "__main__":
    main(sys.argv[1])
