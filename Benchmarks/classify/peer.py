# SPDX-License-Identifier: MIT
"""Learns topics from labelled articles and tags others, by scikit-learn or by Annif, both on one core; and scores tags.

usage: peer.py scikit|annif LABELS TRAIN TEST PREDICTIONS   learns and tags; prints CPU seconds for both
       peer.py score LABELS TEST PREDICTIONS                prints micro F1, macro F1, P@1 and nDCG@5
       peer.py halves TRAIN TEST ONE OTHER                  parts all articles by chance, the same on every machine

Reading the files, and the start of Python, are no part of the seconds.
"""
import hashlib
import json
import math
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
    os.environ[name] = "1"


def rows(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def wanted(row):
    return row["labels"] if "labels" in row else row.get("topics", [])


def words(row):
    """The title counts three times, as Cairn's does."""
    return "\n".join([row.get("title", "")] * 3 + [row.get("text", "")])


def scikit(labels, train, test):
    """TF-IDF of words and pairs, a logistic regression for each topic, and one threshold that is best on a held-out fifth."""
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    def learn(part):
        vectors = TfidfVectorizer(
            ngram_range=(1, 2), min_df=2, sublinear_tf=True, stop_words="english", max_features=60_000)
        found = vectors.fit_transform([words(row) for row in part])
        given = numpy.array([[label in wanted(row) for label in labels] for row in part], dtype=int)
        known = [place for place in range(len(labels)) if 0 < given[:, place].sum() < len(part)]
        model = OneVsRestClassifier(LogisticRegression(C=10, class_weight="balanced", solver="liblinear"))
        return vectors, model.fit(found, given[:, known]), known

    def scores(learned, part):
        vectors, model, known = learned
        all_scores = numpy.zeros((len(part), len(labels)))
        all_scores[:, known] = model.predict_proba(vectors.transform([words(row) for row in part]))
        return all_scores

    def threshold():
        seen = [row for place, row in enumerate(train) if place % 5]
        held = [row for place, row in enumerate(train) if place % 5 == 0]
        found = scores(learn(seen), held)
        given = numpy.array([[label in wanted(row) for label in labels] for row in held])
        def f1(at):
            right = ((found >= at) & given).sum()
            return 2 * right / max(1, (found >= at).sum() + given.sum())
        return max((step / 100 for step in range(5, 95)), key=f1)

    begin = time.process_time()
    learned = learn(train)
    trained = time.process_time()
    found = scores(learned, test)
    tagged = time.process_time()
    return found, threshold(), trained - begin, tagged - trained


def without_downloads():
    """Lets Annif part texts into sentences and words without the data that it would fetch from the network."""
    import re

    from annif.analyzer.analyzer import Analyzer
    from nltk.tokenize import word_tokenize

    Analyzer.__init__ = lambda self, **more: None
    Analyzer.tokenize_sentences = lambda self, text: re.split(r"(?<=[.!?])\s+", text)
    Analyzer.tokenize_words = lambda self, text, filter=True: [
        self._normalize_word(word) for word in word_tokenize(text, preserve_line=True)
        if not filter or self.is_valid_token(word)]


def annif(labels, train, test):
    """Annif's simple ensemble of TF-IDF and MLLM, and one threshold that is best on the training articles' last fifth."""
    import tempfile

    from annif.corpus import Document, DocumentList, SubjectSet
    from annif.project import Access
    from annif.registry import AnnifRegistry
    from annif.vocab import VocabFileSKOS

    without_downloads()
    keep = tempfile.TemporaryDirectory()
    folder = keep.name
    turtle = ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    uris = {}
    for place, label in enumerate(labels):
        uris[label["id"]] = uri = f"http://example.org/topic/{place}"
        lines = [f"<{uri}> a skos:Concept; skos:prefLabel {json.dumps(label['name'])}@en"]
        for word in label.get("aliases") or []:
            lines.append(f"skos:altLabel {json.dumps(word)}@en")
        turtle.append("; ".join(lines) + " .")
    with open(os.path.join(folder, "topics.ttl"), "w", encoding="utf8") as file:
        file.write("\n".join(turtle))
    with open(os.path.join(folder, "projects.cfg"), "w", encoding="utf8") as file:
        for name, more in [
            ("tfidf", "backend=tfidf"), ("mllm", "backend=mllm"),
            ("both", "backend=ensemble\nsources=tfidf,mllm"),
        ]:
            file.write(f"[{name}]\nname={name}\nlanguage=en\n{more}\nvocab=topics\nanalyzer=snowball(english)\nlimit=50\n")
    registry = AnnifRegistry(os.path.join(folder, "projects.cfg"), folder, False)
    projects = registry.get_projects(Access.private)
    vocabulary = projects["tfidf"].vocab
    vocabulary.load_vocabulary(VocabFileSKOS(os.path.join(folder, "topics.ttl")))
    subjects = vocabulary.subjects

    def documents(part):
        return DocumentList([
            Document(
                text=words(row),
                subject_set=SubjectSet(
                    [subjects.by_uri(uris[label]) for label in wanted(row) if label in uris]))
            for row in part])

    place_of = {uri: place for place, uri in enumerate(uris.values())}

    def scores(part):
        found = []
        for results in projects["both"].suggest_corpus(documents(part)):
            row = [0.0] * len(labels)
            for one in results:
                row[place_of[subjects[one.subject_id].uri]] = one.score
            found.append(row)
        return found

    def learn(part):
        for name in ("tfidf", "mllm"):
            projects[name].train(documents(part), jobs=1)

    held = train[len(train) * 4 // 5:]
    learn(train[:len(train) * 4 // 5])
    found = scores(held)

    def f1(at):
        right = wrong = missed = 0
        for row, line in zip(held, found):
            given = set(wanted(row))
            got = {label["id"] for label, score in zip(labels, line) if score >= at}
            right, wrong, missed = right + len(given & got), wrong + len(got - given), missed + len(given - got)
        return 2 * right / max(1, 2 * right + wrong + missed)

    threshold = max((step / 100 for step in range(5, 95)), key=f1)
    begin = time.process_time()
    learn(train)
    trained = time.process_time()
    found = scores(test)
    return found, threshold, trained - begin, time.process_time() - trained


def score(labels, test, predictions):
    """As docs/command-line.md says of `cairn model evaluate`; an article without a prediction has no topic."""
    said = {row["id"]: row for row in predictions}
    counts = {label: [0, 0, 0] for label in labels}
    firsts, gains = [], []
    for row in test:
        given = set(wanted(row)) & set(labels)
        one = said.get(row["id"], {"scores": {}, "topics": []})
        got = set(one["topics"]) & set(labels)
        for label in given | got:
            counts[label][0 if label in given and label in got else 1 if label in got else 2] += 1
        if given:
            ranked = sorted(one["scores"], key=lambda label: (-one["scores"][label], label))[:5]
            firsts.append(bool(ranked) and ranked[0] in given)
            best = sum(1 / math.log2(place + 2) for place in range(min(5, len(given))))
            gains.append(
                sum(1 / math.log2(place + 2) for place, label in enumerate(ranked) if label in given) / best)

    def f1(right, wrong, missed):
        return 2 * right / (2 * right + wrong + missed) if right else 0.0

    met = [f1(*count) for count in counts.values() if count[0] + count[2]]
    micro = f1(*(sum(count[place] for count in counts.values()) for place in range(3)))
    return micro, sum(met) / len(met), sum(firsts) / len(firsts), sum(gains) / len(gains)


def halves(train, test):
    """Every article's half follows from its id."""
    parts = ([], [])
    for row in sorted(train + test, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest()):
        parts[len(parts[0]) > len(parts[1])].append(row)
    return parts


def write(path, lines):
    with open(path, "w", encoding="utf8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


def main():
    kind, *paths = sys.argv[1:]
    if kind == "halves":
        for path, part in zip(paths[2:], halves(rows(paths[0]), rows(paths[1]))):
            write(path, part)
        return
    with open(paths[0], encoding="utf8") as file:
        labels = json.load(file)
    ids = [label["id"] for label in labels]
    if kind == "score":
        print(" ".join(f"{figure:.3f}" for figure in score(ids, rows(paths[1]), rows(paths[2]))))
        return
    train, test = rows(paths[1]), rows(paths[2])
    found, threshold, training, tagging = (
        scikit(ids, train, test) if kind == "scikit" else annif(labels, train, test))
    lines = []
    for row, line in zip(test, found):
        scores = {label: float(value) for label, value in zip(ids, line) if value > 0}
        topics = [label for label, value in scores.items() if value >= threshold]
        lines.append({"id": row["id"], "scores": scores, "topics": topics})
    write(paths[3], lines)
    print(f"{training:.2f} {tagging:.2f}")


main()
