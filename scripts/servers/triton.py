"""Serves a model repository by the Triton that the PyPI package nvidia-pytriton brings: python triton.py DIR --port N

The wheel has Triton's server and its Python backend, and no backend for ONNX. So each network is served as its
config.pbtxt says, but for the backend: a few lines of Python that run the same model.onnx in ONNX Runtime.
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile

import pytriton

MODEL = '''
import os, pathlib, sys
# The stub takes its packages from where Python itself lies.
sys.path.insert(0, os.environ["GANVAS_SITE"])
import onnxruntime
import triton_python_backend_utils as pb


class TritonPythonModel:
    def initialize(self, args):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ["GANVAS_THREADS"])
        folder = pathlib.Path(args["model_repository"]) / args["model_version"]
        self.session = onnxruntime.InferenceSession(folder / "model.onnx", options, ["CPUExecutionProvider"])
        self.inputs = [each.name for each in self.session.get_inputs()]

    def execute(self, requests):
        responses = []
        for request in requests:
            feeds = {name: pb.get_input_tensor_by_name(request, name).as_numpy() for name in self.inputs}
            names = list(request.requested_output_names())
            tensors = [pb.Tensor(name, value) for name, value in zip(names, self.session.run(names, feeds))]
            responses.append(pb.InferenceResponse(tensors))
        return responses
'''


def by_python(repository: pathlib.Path, target: pathlib.Path) -> None:
    """The same repository for the Python backend."""
    for config in repository.glob("*/config.pbtxt"):
        network = target / config.parent.name
        network.mkdir(parents=True)
        said = config.read_text()
        assert 'backend: "onnxruntime"' in said, f"{config} is none that Ganvas wrote"
        (network / "config.pbtxt").write_text(said.replace('backend: "onnxruntime"', 'backend: "python"'))
        for version in (each for each in config.parent.iterdir() if each.is_dir()):
            (network / version.name).mkdir()
            os.symlink(version / "model.onnx", network / version.name / "model.onnx")
            (network / version.name / "model.py").write_text(MODEL)


def with_stub(server: pathlib.Path, target: pathlib.Path) -> None:
    """The Python backend beside the program that runs Python of this version."""
    shutil.copytree(server / "backends" / "python", target / "python")
    stub = f"{sys.version_info.major}.{sys.version_info.minor}/triton_python_backend_stub"
    shutil.copy(server / "python_backend_stubs" / stub, target / "python")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    server = pathlib.Path(pytriton.__file__).parent / "tritonserver"
    work = pathlib.Path(tempfile.mkdtemp(prefix="ganvas-triton-"))
    by_python(options.repository.resolve(), work / "models")
    with_stub(server, work / "backends")
    site = pathlib.Path(pytriton.__file__).parent.parent
    os.environ["GANVAS_THREADS"] = str(options.threads)
    os.environ["GANVAS_SITE"] = str(site)
    # The stub is linked against libraries of the wheel, and against Python's own.
    libraries = [
        str(site / "nvidia_pytriton.libs"),
        str(pathlib.Path(sys.base_prefix) / "lib"),
        os.environ.get("LD_LIBRARY_PATH", ""),
    ]
    os.environ["LD_LIBRARY_PATH"] = ":".join(filter(None, libraries))
    program = str(server / "bin" / "tritonserver")
    os.execv(
        program,
        [
            program,
            f"--model-repository={work / 'models'}",
            f"--backend-directory={work / 'backends'}",
            "--http-address=127.0.0.1",
            f"--http-port={options.port}",
            "--allow-grpc=false",
            "--allow-metrics=false",
            "--exit-on-error=false",
        ],
    )


main()
