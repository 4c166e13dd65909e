"""The mathematics of Deltaflow: numpy only, and no knowledge of any window.

The lecture's words and symbols are used everywhere; matrices have one row a sample.

=====================  ===============  =============================================================
symbol                 code             shape and meaning
=====================  ===============  =============================================================
x = a⁰                 `inputs`         (m, n₀)
Wˡ                     `weights[l]`     (nₗ, nₗ₋₁); wˡⱼₖ leads from neuron k of layer l−1 to neuron j of layer l
bˡ                     `biases[l]`      (nₗ,)
zˡ = Wˡaˡ⁻¹ + bˡ       `z[l]`           (m, nₗ), weighted input
aˡ = σ(zˡ)             `a[l]`           (m, nₗ), activation
C                      `cost`           mean over the samples of C_x, the cost of one sample
δˡ = ∂C_x/∂zˡ          `delta[l]`       (m, nₗ), error
θ                      `theta`          (p,), every weight and bias in one flat vector
M, m                   `sample_count`,  a step is one mini-batch of m samples and one update;
                       `batch_size`     M/m steps make one epoch
=====================  ===============  =============================================================

An `Experiment` holds every setting of a run. A `Trainer` turns one frozen `TrainingState` into the next and hands
out the `StepRecord` of what happened between them. A `Timeline` goes back and forth between states. A `Moment` is
one instant inside a step: all that a picture needs.
"""
