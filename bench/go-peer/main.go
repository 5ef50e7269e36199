// The peer: the real packages of a kubelet, behind the same line protocol as our worker.
//
// Argument: the workload file. Each line on stdin is {"operation", "count"}; each line on stdout is the
// {"wallNs", "cpuNs"} that the whole count took, set-up left out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
)

type order struct {
	Operation string `json:"operation"`
	Count     int    `json:"count"`
}

type sample struct {
	WallNs int64 `json:"wallNs"`
	CPUNs  int64 `json:"cpuNs"`
}

func main() {
	work := readWorkload(os.Args[1])
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked order
		must(json.Unmarshal(lines.Bytes(), &asked))
		must(answers.Encode(measure(asked, work)))
	}
}

func measure(asked order, work workload) sample {
	prepare, known := operations[asked.Operation]
	if !known {
		panic(fmt.Sprintf("Unknown operation %q", asked.Operation))
	}
	step := prepare(work)
	runtime.GC()
	wall, cpu := time.Now(), processorTime()
	for i := range asked.Count {
		step(i)
	}
	return sample{WallNs: time.Since(wall).Nanoseconds(), CPUNs: processorTime() - cpu}
}

// processorTime is that of all threads, the garbage collector's too.
func processorTime() int64 {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
