/**
 * What Mailwarden costs a whole James. {@link io.mailwarden.benchmark.ServerBenchmark} measures servers that take the same
 * load in turns: {@link io.mailwarden.benchmark.BenchmarkPlan} says what, {@link io.mailwarden.benchmark.Variant} between
 * which, {@link io.mailwarden.benchmark.Load} under what load, {@link io.mailwarden.benchmark.Comparison} in which order, and
 * {@link io.mailwarden.benchmark.Measure} which figures become a {@link io.mailwarden.benchmark.Table}. {@link
 * io.mailwarden.benchmark.CostIT} counts what no noise touches, and holds it.
 */
@NullMarked
package io.mailwarden.benchmark;

import org.jspecify.annotations.NullMarked;
