package main

var c = credentials.NewStaticCredentials("a", "b", "")
