package main

import (
	"encoding/json"
	"os"
)

// workload is what both sides work on; bench/engine/workload.json.
type workload struct {
	Image        string   `json:"image"`
	ImageRef     string   `json:"imageRef"`
	PullError    string   `json:"pullError"`
	Images       []string `json:"images"`
	Repository   string   `json:"repository"`
	DockerConfig string   `json:"dockerConfig"`
	BackOffKeys  int      `json:"backOffKeys"`
}

func readWorkload(path string) workload {
	text, err := os.ReadFile(path)
	must(err)
	var work workload
	must(json.Unmarshal(text, &work))
	return work
}
