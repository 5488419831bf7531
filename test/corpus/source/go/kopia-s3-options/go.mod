module example.com/x

go 1.21

require github.com/kopia/kopia v0.17.0
