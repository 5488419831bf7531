module example.com/metrics

go 1.21

require github.com/thanos-io/objstore v0.0.0-20240309075357-e8336a5fd5f3
