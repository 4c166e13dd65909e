"""What Deltaflow keeps on disk: documents, weights and programs. It knows no window.

A document is one file, `.deltaflow`: a zip archive of `document.json` and of NumPy arrays (`.npy`), which are read
without pickle. Whoever wants to look into one needs nothing but a program for zip archives and a text editor.

    document.json          what is written in words and single numbers
    experiments/….npy       long lists of settings: known weights, training points, frozen places
    run/….npy, second/….npy
        states.npy         (k, 5) int64: step, epoch, step in the epoch, samples done, number of the experiment
        theta.npy          (k, p) float64: θ of each of these states
        memory_0.npy …     (k, p) float64: the optimizer's memory of each
        costs.npy          (steps,) float64: the cost of every step's batch
        evaluations.npy    (n, 7) float64: the fields of `Evaluation`
        epochs.npy         (epochs,) int64: the first step of each epoch
        changes.npy        (c, p) float64: every θ that was put in by hand as a whole
        start.npy          (p,) float64: the first θ where it belongs to no experiment
    samples/….npy          a person's own samples, one row each: inputs and targets
    drawing/….npy          what lies on the canvas: bytes
    graph/costs.npy        (updates,) float64
    data/0 …               the files that the samples were opened from, byte by byte

Numbers that are calculated with are stored exactly: as float64 in arrays, or in JSON by `repr`. A run that was
opened goes on bit for bit as the one that was saved.

`document.json` begins with `"format": "deltaflow"` and `"version"`. A reader takes every version up to its own: an
older one goes through a chain of upgrades (`document.py`), a newer one is refused. Within one version, keys and
members of the archive that a reader doesn't know are passed over: what may be added without a new version is only
what an older program can do without, such as how something looked. Unknown settings, kinds of changes and names are
refused, because numbers depend on them; adding one of those takes a new version.

Experiments are listed once, and each but the first tells only what is different from an earlier one (`"like"`):
somebody who drags a learning rate leaves hundreds of them.

Nothing in a file is believed: see `archive.py` for what is checked before anything is unpacked.
"""
