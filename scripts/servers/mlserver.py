"""Serves a model repository by MLServer: python mlserver.py DIR --port N, where mlserver and onnxruntime are installed

MLServer has no runtime for ONNX of its own; a few lines of Python run the same model.onnx in ONNX Runtime.
"""

import argparse
import json
import os
import pathlib
import re
import sys
import tempfile

RUNTIME = '''
import os
import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceResponse, MetadataTensor


class Network(MLModel):
    async def load(self):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ["GANVAS_THREADS"])
        self.session = onnxruntime.InferenceSession(self.settings.parameters.uri, options, ["CPUExecutionProvider"])
        tensors = lambda values: [MetadataTensor(name=v.name, datatype="FP32", shape=[-1] * len(v.shape)) for v in values]
        self.inputs = tensors(self.session.get_inputs())
        self.outputs = tensors(self.session.get_outputs())
        return True

    async def predict(self, payload):
        feeds = {each.name: NumpyCodec.decode_input(each) for each in payload.inputs}
        names = [each.name for each in payload.outputs] if payload.outputs else [each.name for each in self.outputs]
        values = self.session.run(names, feeds)
        outputs = [NumpyCodec.encode_output(name, value) for name, value in zip(names, values)]
        return InferenceResponse(model_name=self.name, model_version=self.version, outputs=outputs)
'''


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ganvas-mlserver-"))
    (work / "network.py").write_text(RUNTIME)
    ports = {"host": "127.0.0.1", "http_port": options.port, "grpc_port": options.port + 1, "metrics_port": options.port + 2}
    (work / "settings.json").write_text(json.dumps({**ports, "parallel_workers": 0}))
    for model in options.repository.resolve().glob("*/*/model.onnx"):
        version, name = model.parent.name, model.parent.parent.name
        folder = work / re.sub(r"\W", "-", f"{name}-{version}")
        folder.mkdir()
        settings = {"name": name, "implementation": "network.Network", "parameters": {"uri": str(model), "version": version}}
        (folder / "model-settings.json").write_text(json.dumps(settings))
    os.environ["GANVAS_THREADS"] = str(options.threads)
    os.environ["PYTHONPATH"] = str(work)
    program = pathlib.Path(sys.executable).parent / "mlserver"
    os.execv(program, [str(program), "start", str(work)])


main()
