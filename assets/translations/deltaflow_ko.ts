<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AccuracyChart</name>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Train to see the accuracy</source>
        <translation>학습하면 정확도가 표시됩니다</translation>
    </message>
    <message>
        <source>test {accuracy}</source>
        <translation>평가 {accuracy}</translation>
    </message>
    <message>
        <source>↓ {accuracy} at the start</source>
        <translation>↓ 처음에 {accuracy}</translation>
    </message>
    <message>
        <source>training {accuracy}</source>
        <translation>학습 {accuracy}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>ChartColumn</name>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Train to see the cost</source>
        <translation>학습하면 손실이 표시됩니다</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Train to see the accuracy</source>
        <translation>학습하면 정확도가 표시됩니다</translation>
    </message>
</context>
<context>
    <name>CostChart</name>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic scale: equal distances are equal factors</source>
        <translation>로그 눈금: 간격이 같으면 배율이 같습니다</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Train to see the cost</source>
        <translation>학습하면 손실이 표시됩니다</translation>
    </message>
    <message>
        <source>test {cost}</source>
        <translation>평가 {cost}</translation>
    </message>
    <message>
        <source>↑ up to {cost} at the start</source>
        <translation>↑ 처음에 최대 {cost}</translation>
    </message>
    <message>
        <source>batch {cost}</source>
        <translation>배치 {cost}</translation>
    </message>
    <message>
        <source>training {cost}</source>
        <translation>학습 {cost}</translation>
    </message>
</context>
<context>
    <name>Deltaflow</name>
    <message>
        <source>Something went wrong in the program ({error}). You can go on; if the picture looks wrong, begin a new run.</source>
        <translation>프로그램에 문제가 생겼습니다({error}). 계속 사용할 수 있지만, 화면이 이상해 보이면 학습을 새로 시작하세요.</translation>
    </message>
</context>
<context>
    <name>DigitCard</name>
    <message>
        <source>reading the test data …</source>
        <translation>평가 데이터를 읽는 중 …</translation>
    </message>
    <message>
        <source>searching …</source>
        <translation>찾는 중 …</translation>
    </message>
    <message>
        <source>All {count} are right.</source>
        <translation>{count}개를 모두 맞혔습니다.</translation>
    </message>
    <message>
        <source>This is the only wrong one.</source>
        <translation>틀린 것은 이것 하나뿐입니다.</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>숫자 그리기</translation>
    </message>
    <message>
        <source>Choose a sample</source>
        <translation>샘플 고르기</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>Reset</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>New weights</source>
        <translation>새 가중치</translation>
    </message>
    <message>
        <source>Start new run</source>
        <translation>새 학습 시작</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>변경 취소</translation>
    </message>
    <message>
        <source>Show the settings of the present run again</source>
        <translation>현재 학습의 설정으로 되돌립니다</translation>
    </message>
    <message>
        <source>These changes start a new run</source>
        <translation>이 설정은 새 학습부터 적용됩니다</translation>
    </message>
    <message>
        <source>First mend the settings marked in red</source>
        <translation>빨갛게 표시된 설정을 먼저 고치세요</translation>
    </message>
    <message>
        <source>Back to the first step, with the same initial weights</source>
        <translation>초기 가중치는 그대로 두고 첫 스텝으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Back to the first step, with other initial weights: a new seed</source>
        <translation>시드를 바꾸어 초기 가중치를 새로 뽑고 첫 스텝으로 돌아갑니다</translation>
    </message>
</context>
<context>
    <name>DrawingPanel</name>
    <message>
        <source>right button erases</source>
        <translation>오른쪽 버튼은 지우개</translation>
    </message>
    <message>
        <source>test digit {number}, label {label}</source>
        <translation>평가 숫자 {number}, 정답 {label}</translation>
    </message>
    <message>
        <source>training digit {number}, label {label}</source>
        <translation>학습 숫자 {number}, 정답 {label}</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>Draw with the left mouse button, erase with the right one.</source>
        <translation>마우스 왼쪽 버튼으로 그리고 오른쪽 버튼으로 지웁니다.</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>What the network sees: {size} pixels. A drawing is fitted into 20×20 and centred by its centre of mass, as MNIST&apos;s digits were.</source>
        <translation>신경망이 보는 그림: {size} 픽셀. 그린 숫자는 MNIST 숫자와 똑같이 20×20 안에 맞추고 무게 중심을 한가운데로 옮깁니다.</translation>
    </message>
    <message>
        <source>What the network sees: {size} pixels, each the mean of its square of the drawing. Nothing is fitted or centred.</source>
        <translation>신경망이 보는 그림: {size} 픽셀. 픽셀 하나는 그림에서 그에 해당하는 칸의 평균입니다. 크기나 위치는 바꾸지 않습니다.</translation>
    </message>
</context>
<context>
    <name>EquationWords</name>
    <message>
        <source>click a neuron or an edge to follow its numbers</source>
        <translation>뉴런이나 연결선을 클릭하면 그 계산을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>LaTeX로 복사</translation>
    </message>
    <message>
        <source>Copy all numbers</source>
        <translation>모든 수 복사</translation>
    </message>
    <message>
        <source>The results come from the exact numbers. Where the rounded ones that are shown don&apos;t give the result, it has the sign ≈.</source>
        <translation>결과는 반올림하지 않은 값으로 계산합니다. 화면의 반올림한 값으로 같은 결과가 나오지 않을 때는 ≈ 기호를 씁니다.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Weighted input</source>
        <translation>가중 입력</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Mean gradient</source>
        <translation>평균 기울기</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>픽셀 {count}개</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>수 {count}개</translation>
    </message>
    <message>
        <source>Layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>Layer {layer}, neuron {neuron} (“{label}”)</source>
        <translation>{layer}층 {neuron}번 뉴런 (“{label}”)</translation>
    </message>
    <message>
        <source>{cost} of this sample</source>
        <translation>이 샘플의 {cost}</translation>
    </message>
    <message>
        <source>Error of layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런의 오차</translation>
    </message>
    <message>
        <source>Error of layer {layer}, neuron {neuron} (“{label}”)</source>
        <translation>{layer}층 {neuron}번 뉴런(“{label}”)의 오차</translation>
    </message>
    <message>
        <source>Bias of layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런의 편향</translation>
    </message>
    <message>
        <source>Bias of layer {layer}, neuron {neuron} (“{label}”)</source>
        <translation>{layer}층 {neuron}번 뉴런(“{label}”)의 편향</translation>
    </message>
    <message>
        <source>Weight from neuron {source} to layer {layer}, neuron {neuron}</source>
        <translation>{source}번 뉴런에서 {layer}층 {neuron}번 뉴런으로 가는 가중치</translation>
    </message>
    <message>
        <source>Weight from input {source} to layer {layer}, neuron {neuron}</source>
        <translation>{source}번 입력에서 {layer}층 {neuron}번 뉴런으로 가는 가중치</translation>
    </message>
    <message>
        <source>Batch of m = {count}</source>
        <translation>m = {count}인 배치</translation>
    </message>
    <message>
        <source>{optimizer} with learning rate η = {rate}</source>
        <translation>{optimizer}, 학습률 η = {rate}</translation>
    </message>
    <message>
        <source>({count} more terms)</source>
        <translation>(항 {count}개 더)</translation>
    </message>
    <message>
        <source>({count} more samples)</source>
        <translation>(샘플 {count}개 더)</translation>
    </message>
    <message>
        <source>({count} more, all 0)</source>
        <translation>({count}개 더, 모두 0)</translation>
    </message>
    <message>
        <source>{lit} pixels are not 0. Shown is the one in row {row}, column {column}.</source>
        <translation>0이 아닌 픽셀은 {lit}개입니다. 그중 {row}행 {column}열의 픽셀을 보여 줍니다.</translation>
    </message>
    <message>
        <source>The turn of this neuron comes later: press Next.</source>
        <translation>아직 이 뉴런의 차례가 아닙니다. [다음]을 누르세요.</translation>
    </message>
    <message>
        <source>Of the {count} weights that arrive at this neuron, {symbol} has the strongest gradient.</source>
        <translation>이 뉴런으로 들어오는 가중치 {count}개 가운데 기울기의 크기가 가장 큰 것은 {symbol}입니다.</translation>
    </message>
    <message>
        <source>All {count} weights that arrive at this neuron have the gradient 0; {symbol} is the first.</source>
        <translation>이 뉴런으로 들어오는 가중치 {count}개의 기울기가 모두 0이며, 그중 첫 번째가 {symbol}입니다.</translation>
    </message>
    <message>
        <source>For this cost and activation the factors cancel: the short form is the same number.</source>
        <translation>이 손실 함수와 활성화 함수에서는 인수가 약분되어, 짧은 식으로도 같은 값이 나옵니다.</translation>
    </message>
    <message>
        <source>This output is so saturated that the long form would be 0 times infinity; the short form is exact.</source>
        <translation>이 출력은 너무 포화되어 긴 식으로는 0 곱하기 무한대가 됩니다. 짧은 식의 값이 정확합니다.</translation>
    </message>
    <message>
        <source>The neuron is saturated: σ′ is small, and little of the error comes through.</source>
        <translation>포화된 뉴런입니다. σ′ 값이 작아 오차가 조금밖에 전해지지 않습니다.</translation>
    </message>
    <message>
        <source>σ′ is 0 here: none of the error comes through this neuron.</source>
        <translation>여기서는 σ′ = 0이므로 오차가 이 뉴런을 전혀 통과하지 못합니다.</translation>
    </message>
    <message>
        <source>A step is flat: σ′ = 0 everywhere, so no error comes through and nothing is learned.</source>
        <translation>계단 함수는 평평합니다. 어디서나 σ′ = 0이므로 오차가 전해지지 않고, 아무것도 학습되지 않습니다.</translation>
    </message>
    <message>
        <source>{activation} has a corner at this z, where σ′ doesn&apos;t exist; it is taken as {slope}.</source>
        <translation>이 z에서 {activation} 그래프가 꺾여 σ′ 값이 존재하지 않습니다. 여기서는 {slope} 값을 씁니다.</translation>
    </message>
    <message>
        <source>The activation it comes from is 0: this sample doesn&apos;t move this weight.</source>
        <translation>이 가중치로 들어오는 활성값이 0이므로, 이 샘플은 이 가중치를 움직이지 않습니다.</translation>
    </message>
    <message>
        <source>The gradients of {count} samples were added up in parts; the single ones are not kept.</source>
        <translation>샘플 {count}개의 기울기를 몇 묶음으로 나누어 더했으며, 샘플별 기울기는 남기지 않습니다.</translation>
    </message>
    <message>
        <source>check: nudging {symbol} by ±h changes {cost} at the rate {rate}; agrees to {digits} digits</source>
        <translation>검산: {symbol}에 ±h를 더해 구한 {cost}의 변화율 {rate}, {digits}자리까지 일치</translation>
    </message>
    <message>
        <source>check by nudging {symbol}: {rate}; agrees to {digits} digits</source>
        <translation>검산({symbol}±h): {rate}, {digits}자리까지 일치</translation>
    </message>
    <message>
        <source>check: nudging {symbol} by ±h doesn&apos;t change {cost}; agrees: the rate is 0</source>
        <translation>검산: {symbol}에 ±h를 더해도 {cost} 값은 그대로, 변화율 0으로 일치</translation>
    </message>
    <message>
        <source>check: nudging {symbol} by ±h changes {cost} at the rate {rate}; agrees within its rounding</source>
        <translation>검산: {symbol}에 ±h를 더해 구한 {cost}의 변화율 {rate}, 반올림 오차 안에서 일치</translation>
    </message>
    <message>
        <source>check: impossible here, a neuron stands on the corner or jump of its activation; nudging {symbol} by ±h gives {rate}</source>
        <translation>검산: 여기서는 불가능, 활성화 함수가 꺾이거나 끊기는 점에 놓인 뉴런이 있음 ({symbol}에 ±h를 더해 구한 값 {rate})</translation>
    </message>
    <message>
        <source>check: impossible here, {cost} is not finite when {symbol} is nudged</source>
        <translation>검산: 여기서는 불가능, {symbol}에 ±h를 더하면 {cost} 값이 유한하지 않음</translation>
    </message>
    <message>
        <source>check: nudging {symbol} by ±h changes {cost} at the rate {rate}, which does not agree</source>
        <translation>검산: {symbol}에 ±h를 더해 구한 {cost}의 변화율 {rate}, 일치하지 않음</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>&quot;{text}&quot; is not a number; write it like 0.5 or 3e-4</source>
        <translation>&quot;{text}&quot;: 수가 아닙니다. 0.5나 3e-4처럼 쓰세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a whole number; write it like 10</source>
        <translation>&quot;{text}&quot;: 정수가 아닙니다. 10처럼 쓰세요</translation>
    </message>
    <message>
        <source>16-bit integers</source>
        <translation>16비트 정수</translation>
    </message>
    <message>
        <source>32-bit floats</source>
        <translation>32비트 실수</translation>
    </message>
    <message>
        <source>32-bit integers</source>
        <translation>32비트 정수</translation>
    </message>
    <message>
        <source>64-bit floats</source>
        <translation>64비트 실수</translation>
    </message>
    <message>
        <source>a canvas has rows and columns, got the shape {shape}; pass one grey picture</source>
        <translation>캔버스는 행과 열로 이루어지는데, 받은 모양은 {shape}입니다. 회색조 그림 한 장을 넘기세요</translation>
    </message>
    <message>
        <source>a canvas of floats runs from 0 to 1, got {low} to {high}; divide by the largest value</source>
        <translation>실수로 된 캔버스의 값은 0부터 1까지인데, 받은 값은 {low}부터 {high}까지입니다. 최댓값으로 나누세요</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>유한한 수</translation>
    </message>
    <message>
        <source>a network needs at least its output layer; add a layer</source>
        <translation>신경망에는 적어도 출력층이 있어야 합니다. 층을 추가하세요</translation>
    </message>
    <message>
        <source>a network {sizes} has {parameters} weights and biases and needs {needed} GB, but {free} GB are free; make its layers smaller</source>
        <translation>신경망 {sizes}의 가중치와 편향은 모두 {parameters}개이고 메모리 {needed} GB가 필요한데, 남은 메모리는 {free} GB입니다. 층을 줄이세요</translation>
    </message>
    <message>
        <source>a positive number</source>
        <translation>양수</translation>
    </message>
    <message>
        <source>a weight or bias must be a finite number, got {value}; try 0</source>
        <translation>가중치와 편향에 쓸 수 있는 값은 유한한 수입니다. {value} 대신 0을 써 보세요</translation>
    </message>
    <message>
        <source>above {low}</source>
        <translation>{low} 초과</translation>
    </message>
    <message>
        <source>an experiment is a JSON object in braces {example}, got {given}; save one and compare</source>
        <translation>실험 파일에는 중괄호로 묶은 JSON 객체 {example} 하나가 있어야 하는데, {given} 값이 들어 있습니다. 실험을 하나 저장해 비교해 보세요</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>{low} 이상</translation>
    </message>
    <message>
        <source>at most {high}</source>
        <translation>{high} 이하</translation>
    </message>
    <message>
        <source>below {high}</source>
        <translation>{high} 미만</translation>
    </message>
    <message>
        <source>cannot be read ({error})</source>
        <translation>읽을 수 없습니다({error})</translation>
    </message>
    <message>
        <source>check the disk and your permission</source>
        <translation>디스크와 읽기 권한을 확인하세요</translation>
    </message>
    <message>
        <source>check the name, or choose another file</source>
        <translation>이름을 확인하거나 다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose another cost</source>
        <translation>다른 손실 함수를 고르세요</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose labels of two classes or more</source>
        <translation>클래스가 둘 이상인 정답 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose the file of images (…-images-idx3-ubyte)</source>
        <translation>이미지 파일(…-images-idx3-ubyte)을 고르세요</translation>
    </message>
    <message>
        <source>choose the file of labels (…-labels-idx1-ubyte)</source>
        <translation>정답 파일(…-labels-idx1-ubyte)을 고르세요</translation>
    </message>
    <message>
        <source>choose two files that belong together</source>
        <translation>서로 짝이 되는 두 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose {activation} for the output layer, or another cost</source>
        <translation>출력층의 활성화 함수({activation})나 다른 손실 함수를 고르세요</translation>
    </message>
    <message>
        <source>close other programs, or use a smaller file</source>
        <translation>다른 프로그램을 닫거나 더 작은 파일을 쓰세요</translation>
    </message>
    <message>
        <source>comes without its images</source>
        <translation>짝이 되는 이미지 파일이 없습니다</translation>
    </message>
    <message>
        <source>comes without its labels</source>
        <translation>짝이 되는 정답 파일이 없습니다</translation>
    </message>
    <message>
        <source>convert its numbers to the range 0 to 255</source>
        <translation>값을 0부터 255까지의 범위로 바꾸세요</translation>
    </message>
    <message>
        <source>data_path is empty, but the data set {name} is read from files; give the path of one of them</source>
        <translation>data_path가 비어 있지만 {name} 데이터셋은 파일에서 읽습니다. 파일 하나의 경로를 적으세요</translation>
    </message>
    <message>
        <source>does not exist in {folder}</source>
        <translation>이 폴더에 없습니다: {folder}</translation>
    </message>
    <message>
        <source>does not fit into memory</source>
        <translation>너무 커서 메모리에 올릴 수 없습니다</translation>
    </message>
    <message>
        <source>download it again</source>
        <translation>다시 내려받으세요</translation>
    </message>
    <message>
        <source>give both test files, or neither</source>
        <translation>평가용 파일은 둘 다 주거나 둘 다 빼세요</translation>
    </message>
    <message>
        <source>has a name that does not tell what it holds</source>
        <translation>이름만으로는 무엇이 들어 있는지 알 수 없습니다</translation>
    </message>
    <message>
        <source>has no {missing} beside it</source>
        <translation>같은 폴더에 {missing} 파일이 없습니다</translation>
    </message>
    <message>
        <source>has the dimensions {shape}, but grey images have three: count, rows, columns</source>
        <translation>차원이 {shape}입니다. 회색조 이미지의 차원은 개수, 행, 열의 셋입니다</translation>
    </message>
    <message>
        <source>has the dimensions {shape}, but labels have only one, their count</source>
        <translation>차원이 {shape}입니다. 정답의 차원은 개수 하나뿐입니다</translation>
    </message>
    <message>
        <source>holds images of {test_size}, but those of {file} have {train_size}</source>
        <translation>이미지 크기가 {test_size}인데, {file} 파일의 이미지 크기는 {train_size}입니다</translation>
    </message>
    <message>
        <source>holds no numbers: its header says {shape}</source>
        <translation>수가 들어 있지 않습니다. 헤더에 적힌 크기: {shape}</translation>
    </message>
    <message>
        <source>holds the label 0 only</source>
        <translation>정답이 모두 0입니다</translation>
    </message>
    <message>
        <source>holds the label {label}, but digits run from 0 to 9</source>
        <translation>정답 {label} 값이 들어 있는데, 숫자는 0부터 9까지입니다</translation>
    </message>
    <message>
        <source>holds {count} images of the shape {shape}, not MNIST&apos;s {expected} of 28×28</source>
        <translation>{shape} 모양의 이미지 {count}개가 들어 있습니다. MNIST라면 28×28 이미지 {expected}개여야 합니다</translation>
    </message>
    <message>
        <source>holds {images} images, but {file} holds {labels} labels</source>
        <translation>이미지는 {images}개인데, {file} 파일의 정답은 {labels}개입니다</translation>
    </message>
    <message>
        <source>holds {kind}, not unsigned bytes</source>
        <translation>부호 없는 바이트가 아닌 값이 들어 있습니다: {kind}</translation>
    </message>
    <message>
        <source>inputs and labels must have the shapes {expected_inputs} and {expected_labels}, got {inputs} and {labels}; give every sample one row and one label</source>
        <translation>입력과 정답은 {expected_inputs}, {expected_labels} 모양이어야 하는데, 받은 모양은 {inputs}, {labels}입니다. 샘플마다 한 행과 정답 하나를 주세요</translation>
    </message>
    <message>
        <source>is cut off or has a damaged header: it promises {promise}, more than the file can hold</source>
        <translation>파일이 잘렸거나 헤더가 손상되었습니다. 헤더에 적힌 크기({promise})가 파일에 담길 수 있는 것보다 큽니다</translation>
    </message>
    <message>
        <source>is cut off within its header of {count} dimensions</source>
        <translation>파일이 {count}차원 헤더 도중에 잘렸습니다</translation>
    </message>
    <message>
        <source>is cut off: its gzip stream ends early</source>
        <translation>파일이 잘렸습니다. gzip 스트림이 도중에 끝납니다</translation>
    </message>
    <message>
        <source>is cut off: its header promises {promise}, but only {count} follow</source>
        <translation>파일이 잘렸습니다. 헤더에 적힌 크기는 {promise}인데 실제로는 {count}바이트뿐입니다</translation>
    </message>
    <message>
        <source>is damaged: its gzip stream is broken ({error})</source>
        <translation>파일이 손상되었습니다. gzip 스트림이 깨졌습니다({error})</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>비어 있는 파일입니다</translation>
    </message>
    <message>
        <source>is not a file</source>
        <translation>파일이 아닙니다</translation>
    </message>
    <message>
        <source>is not an IDX file: it begins with the bytes {bytes}, images with 00 00 08 03</source>
        <translation>IDX 파일이 아닙니다. 첫 바이트가 {bytes}인데, 이미지 파일은 00 00 08 03으로 시작합니다</translation>
    </message>
    <message>
        <source>is too long: its header promises {promise}, but more follow</source>
        <translation>파일이 너무 깁니다. 헤더에 적힌 크기({promise})보다 데이터가 많습니다</translation>
    </message>
    <message>
        <source>layers are given as {example}, got {value}</source>
        <translation>층은 {example} 꼴로 적는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>needs outputs strictly between {low} and {high}</source>
        <translation>{low} 초과 {high} 미만의 출력이 필요합니다</translation>
    </message>
    <message>
        <source>needs outputs that add up to 1</source>
        <translation>합이 1인 출력이 필요합니다</translation>
    </message>
    <message>
        <source>put the file of {missing} into {folder}</source>
        <translation>{missing} 파일을 이 폴더에 넣으세요: {folder}</translation>
    </message>
    <message>
        <source>reads every output as a yes-or-no answer of its own</source>
        <translation>출력마다 따로 예/아니요를 가립니다</translation>
    </message>
    <message>
        <source>rename images to train-images-idx3-ubyte and labels to train-labels-idx1-ubyte</source>
        <translation>이미지 파일은 train-images-idx3-ubyte, 정답 파일은 train-labels-idx1-ubyte로 이름을 바꾸세요</translation>
    </message>
    <message>
        <source>restore assets/data/mnist from a fresh copy of the program and start it again</source>
        <translation>프로그램을 새로 받아 assets/data/mnist 폴더를 되살린 뒤 다시 시작하세요</translation>
    </message>
    <message>
        <source>shuffled must be true or false, got {value}</source>
        <translation>shuffled 값은 true 아니면 false여야 하는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>signed bytes</source>
        <translation>부호 있는 바이트</translation>
    </message>
    <message>
        <source>the batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>the batch size must be at most M = {count}, the number of training samples, got {size}; {count} makes one step an epoch</source>
        <translation>배치 크기는 학습 샘플 수 M = {count} 이하여야 하는데, 입력한 값은 {size}입니다. {count}개로 하면 에폭당 1스텝이 됩니다</translation>
    </message>
    <message>
        <source>the optimizer&apos;s numbers are given as a list [0.9, …], got {value}</source>
        <translation>옵티마이저의 수는 [0.9, …] 꼴의 목록으로 적는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>the size of layer {layer}</source>
        <translation>{layer}층의 뉴런 수</translation>
    </message>
    <message>
        <source>the size of layer {layer} must be at most {largest}; try 100</source>
        <translation>{layer}층의 뉴런은 {largest}개까지 둘 수 있습니다. 100개로 해 보세요</translation>
    </message>
    <message>
        <source>there are no initial weights {name}; choose one of {known}</source>
        <translation>초기 가중치 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no activation {name}; choose one of {known}</source>
        <translation>활성화 함수 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no cost {name}; choose one of {known}</source>
        <translation>손실 함수 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no data set called {name}; choose one of {known}</source>
        <translation>데이터셋 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no optimizer {name}; choose one of {known}</source>
        <translation>옵티마이저 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no regularisation {name}; choose one of {known}</source>
        <translation>규제 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>these settings can&apos;t change during a run; start a new one</source>
        <translation>이 설정은 학습 도중에 바꿀 수 없습니다. 새 학습을 시작하세요</translation>
    </message>
    <message>
        <source>this is not an experiment: line {line}, column {column}: {problem}; save one and compare</source>
        <translation>실험 파일이 아닙니다({line}행 {column}열: {problem}). 실험을 하나 저장해 비교해 보세요</translation>
    </message>
    <message>
        <source>this is not an experiment: {problem}; save one and compare</source>
        <translation>실험 파일이 아닙니다: {problem}. 실험을 하나 저장해서 비교해 보세요</translation>
    </message>
    <message>
        <source>training images</source>
        <translation>학습 이미지</translation>
    </message>
    <message>
        <source>training labels</source>
        <translation>학습 정답</translation>
    </message>
    <message>
        <source>unknown experiment {name}; choose one of {known}</source>
        <translation>실험 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>unknown setting {name}; the settings are {known}</source>
        <translation>설정 {name} 항목이 없습니다. 쓸 수 있는 설정: {known}</translation>
    </message>
    <message>
        <source>unsigned bytes</source>
        <translation>부호 없는 바이트</translation>
    </message>
    <message>
        <source>{activation} mixes all neurons of a layer and belongs to the output, but layer {layer} is hidden; choose another activation there</source>
        <translation>{activation} 함수는 한 층의 모든 뉴런을 함께 쓰므로 출력층에만 둘 수 있는데, {layer}층은 은닉층입니다. 다른 활성화 함수를 고르세요</translation>
    </message>
    <message>
        <source>{activation} with 1 output always gives 1, whatever the weights are; use at least 2 outputs, or {sigmoid} for a yes-or-no answer</source>
        <translation>출력이 하나인 {activation} 층은 가중치와 상관없이 항상 1을 냅니다. 출력을 둘 이상으로 하거나, 예/아니요를 가리려면 {sigmoid} 함수를 쓰세요</translation>
    </message>
    <message>
        <source>{cost} {reason}, got {activation}; {remedy}</source>
        <translation>{cost}: {reason}. 지금 출력층의 활성화 함수: {activation}. {remedy}</translation>
    </message>
    <message>
        <source>{data} needs {count} output neurons, got {neurons}; set the last layer to {count}</source>
        <translation>{data}: 출력 뉴런 {count}개가 필요한데 지금은 {neurons}개입니다. 마지막 층의 뉴런을 {count}개로 하세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be read ({error}); choose another file</source>
        <translation>{file} 파일을 읽을 수 없습니다({error}). 다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>{file} {reason}; {remedy}</source>
        <translation>{file}: {reason}. {remedy}</translation>
    </message>
    <message>
        <source>{file}: {problem}</source>
        <translation>{file}: {problem}</translation>
    </message>
    <message>
        <source>{label} must be {requirement}, got {value}; try {default}</source>
        <translation>{label}에 쓸 수 있는 값은 {requirement}입니다. {value} 대신 {default} 값을 써 보세요</translation>
    </message>
    <message>
        <source>{lower} and {upper}</source>
        <translation>{lower} {upper}</translation>
    </message>
    <message>
        <source>{names} can&apos;t change during a run; start a new one</source>
        <translation>학습 도중에 바꿀 수 없는 설정입니다: {names}. 새 학습을 시작하세요</translation>
    </message>
    <message>
        <source>{name} must be a text, got {value}</source>
        <translation>{name} 값은 문자열이어야 하는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>{optimizer} takes {wanted} numbers, got {given}; give all of them or none</source>
        <translation>{optimizer}: 수 {wanted}개가 필요한데 {given}개를 받았습니다. 모두 적거나 하나도 적지 마세요</translation>
    </message>
    <message>
        <source>{shape} = {count} bytes</source>
        <translation>{shape} = {count}바이트</translation>
    </message>
    <message>
        <source>{text} is beyond all numbers that can be computed with; write a smaller one</source>
        <translation>{text}: 계산할 수 있는 범위를 넘는 수입니다. 더 작은 수를 쓰세요</translation>
    </message>
    <message>
        <source>{what} must be a whole number of at least {low}, got {value}; try {remedy}</source>
        <translation>{what}에 쓸 수 있는 값은 {low} 이상의 정수입니다. {value} 대신 {remedy} 값을 써 보세요</translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>Digits</source>
        <translation>손글씨 숫자</translation>
    </message>
    <message>
        <source>Digits, 98 %</source>
        <translation>손글씨 숫자, 98 %</translation>
    </message>
    <message>
        <source>Digits, quadratic cost</source>
        <translation>손글씨 숫자, 이차 손실</translation>
    </message>
    <message>
        <source>AND gate</source>
        <translation>AND 게이트</translation>
    </message>
    <message>
        <source>XOR gate</source>
        <translation>XOR 게이트</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>동심원</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>두 정규분포</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Save experiment…</source>
        <translation>실험 저장…</translation>
    </message>
    <message>
        <source>Save picture of the window…</source>
        <translation>화면 그림 저장…</translation>
    </message>
    <message>
        <source>Experiments and IDX files (*.json *ubyte *.gz);;All files (*)</source>
        <translation>실험과 IDX 파일 (*.json *ubyte *.gz);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>실험 저장</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>실험 (*.json)</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written: {reason}. Choose another folder.</source>
        <translation>{file} 파일을 저장할 수 없습니다: {reason}. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written. Choose another folder.</source>
        <translation>{file} 파일을 저장할 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
</context>
<context>
    <name>HoverCard</name>
    <message>
        <source>{symbol} before</source>
        <translation>갱신 전 {symbol}</translation>
    </message>
    <message>
        <source>{symbol} after</source>
        <translation>갱신 후 {symbol}</translation>
    </message>
</context>
<context>
    <name>InteractiveCanvas</name>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Show the whole network (F)</source>
        <translation>신경망 전체 보기 (F)</translation>
    </message>
</context>
<context>
    <name>LabelChooser</name>
    <message>
        <source>label</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>What the sample is: the target y, from which the cost and the error δ are computed</source>
        <translation>이 샘플의 정답: 목표 출력 y가 되며, 손실과 오차 δ를 계산하는 데 쓰입니다</translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>output layer</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>hidden layer</source>
        <translation>은닉층</translation>
    </message>
    <message>
        <source>neurons of layer {layer}</source>
        <translation>{layer}층의 뉴런 수</translation>
    </message>
    <message>
        <source>activation of layer {layer}</source>
        <translation>{layer}층의 활성화 함수</translation>
    </message>
    <message>
        <source>Remove this layer</source>
        <translation>이 층 삭제</translation>
    </message>
    <message>
        <source>As many outputs as {data} needs</source>
        <translation>출력 수는 {data} 데이터가 정합니다</translation>
    </message>
</context>
<context>
    <name>LeftColumn</name>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>What is shown here</source>
        <translation>여기에 표시할 내용</translation>
    </message>
</context>
<context>
    <name>MoveButtons</name>
    <message>
        <source>To the beginning (Home)</source>
        <translation>맨 처음으로 (Home)</translation>
    </message>
    <message>
        <source>Back (←)</source>
        <translation>이전 (←)</translation>
    </message>
    <message>
        <source>Next (→)</source>
        <translation>다음 (→)</translation>
    </message>
    <message>
        <source>To the end of what has been made (End)</source>
        <translation>지금까지 진행한 끝으로 (End)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>재생 (Space)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>일시 정지 (Space)</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>AND gate</source>
        <translation>AND 게이트</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation>범주형 교차 엔트로피</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>동심원</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>경사하강법</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>항등 함수</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>MNIST digits</source>
        <translation>MNIST 숫자</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>N(0, 1)</source>
        <translation>N(0, 1)</translation>
    </message>
    <message>
        <source>N(0, 1/√n)</source>
        <translation>N(0, 1/√n)</translation>
    </message>
    <message>
        <source>N(0, σ)</source>
        <translation>N(0, σ)</translation>
    </message>
    <message>
        <source>NAND gate</source>
        <translation>NAND 게이트</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>네스테로프 모멘텀</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>OR gate</source>
        <translation>OR 게이트</translation>
    </message>
    <message>
        <source>Quadratic cost</source>
        <translation>이차 손실</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>소프트플러스</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>계단 함수</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>두 정규분포</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>균등 분포</translation>
    </message>
    <message>
        <source>XOR gate</source>
        <translation>XOR 게이트</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>모두 0</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>decay of the mean</source>
        <translation>평균의 감쇠율</translation>
    </message>
    <message>
        <source>decay of the mean square</source>
        <translation>제곱 평균의 감쇠율</translation>
    </message>
    <message>
        <source>largest absolute value</source>
        <translation>최대 절댓값</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀 계수</translation>
    </message>
    <message>
        <source>regularisation strength</source>
        <translation>규제 강도</translation>
    </message>
    <message>
        <source>smallest divisor</source>
        <translation>분모의 최솟값</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>표준편차</translation>
    </message>
</context>
<context>
    <name>NetworkStage</name>
    <message>
        <source>Auto</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>신호</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>What the edges show</source>
        <translation>연결선에 나타낼 값</translation>
    </message>
    <message>
        <source>Picture of the network</source>
        <translation>신경망 그림</translation>
    </message>
    <message>
        <source>Layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>Layer {layer}, neuron {neuron} (“{label}”)</source>
        <translation>{layer}층 {neuron}번 뉴런 (“{label}”)</translation>
    </message>
    <message>
        <source>{source} → {target}</source>
        <translation>{source} → {target}</translation>
    </message>
    <message>
        <source>Input {number}</source>
        <translation>{number}번 입력</translation>
    </message>
    <message>
        <source>Pixel in row {row}, column {column}</source>
        <translation>{row}행 {column}열 픽셀</translation>
    </message>
    <message>
        <source>Network {sizes}</source>
        <translation>신경망 {sizes}</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>가중치 {count}개</translation>
    </message>
    <message>
        <source>weight w</source>
        <translation>가중치 w</translation>
    </message>
    <message>
        <source>signal w·a</source>
        <translation>신호 w·a</translation>
    </message>
    <message>
        <source>error going back w·δ</source>
        <translation>역전파되는 오차 w·δ</translation>
    </message>
    <message>
        <source>gradient a·δ</source>
        <translation>기울기 a·δ</translation>
    </message>
    <message>
        <source>mean gradient ∂C/∂w</source>
        <translation>평균 기울기 ∂C/∂w</translation>
    </message>
    <message>
        <source>update Δw</source>
        <translation>갱신량 Δw</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>{count} neurons</source>
        <translation>뉴런 {count}개</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>픽셀 {count}개</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력층</translation>
    </message>
    <message>
        <source>{count} inputs</source>
        <translation>입력 {count}개</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}층</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A new run has begun.</source>
        <translation>새 학습을 시작했습니다.</translation>
    </message>
    <message>
        <source>Undone. The {steps} steps made since are set aside.</source>
        <translation>되돌렸습니다. 그 뒤에 진행한 스텝 {steps}개는 따로 보관됩니다.</translation>
    </message>
    <message>
        <source>The way ends here: following a sample changes no weight. Learn it to see the update.</source>
        <translation>여기가 끝입니다. 따라가기만 하면 가중치가 바뀌지 않습니다. 갱신을 보려면 이 샘플로 학습하세요.</translation>
    </message>
    <message>
        <source>A new future begins here: steps {first} to {last} are set aside.</source>
        <translation>여기서부터 새로 진행합니다. 스텝 {first}–{last}의 기록은 따로 치워 두었습니다.</translation>
    </message>
    <message>
        <source>The run diverges: in step {step} the cost goes from {before} to {after}. The steps are too long: the largest gradient is {gradient}, and the learning rate is η = {rate}.</source>
        <translation>학습이 발산합니다. 스텝 {step}에서 손실 변화: {before} → {after}. 보폭이 너무 큽니다. 가장 큰 기울기: {gradient}, 학습률: η = {rate}.</translation>
    </message>
    <message>
        <source>Back to step {step} with η = {rate}</source>
        <translation>η = {rate}, 스텝 {step}부터 다시</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Learn it</source>
        <translation>이 샘플로 학습</translation>
    </message>
    <message>
        <source>no finite number</source>
        <translation>유한하지 않은 값</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>{value} stays in force.</source>
        <translation>현재 값: {value}.</translation>
    </message>
</context>
<context>
    <name>PenTools</name>
    <message>
        <source>Pen: the left mouse button draws</source>
        <translation>펜: 마우스 왼쪽 버튼으로 그리기</translation>
    </message>
    <message>
        <source>Eraser (or draw with the right mouse button)</source>
        <translation>지우개 (또는 마우스 오른쪽 버튼으로 지우기)</translation>
    </message>
    <message>
        <source>Pen width</source>
        <translation>펜 굵기</translation>
    </message>
    <message>
        <source>Pen width: {dots}</source>
        <translation>펜 굵기: {dots}</translation>
    </message>
</context>
<context>
    <name>Position</name>
    <message>
        <source>{station} · neuron {neuron}</source>
        <translation>{station} · {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>Neuron {neuron} of {count}.</source>
        <translation>뉴런 {count}개 중 {neuron}번째입니다.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>Travelling</source>
        <translation>이동 중</translation>
    </message>
    <message>
        <source>Forward · input</source>
        <translation>순전파 · 입력</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Forward · weighted input · layer {layer}</source>
        <translation>순전파 · 가중 입력 · {layer}층</translation>
    </message>
    <message>
        <source>z · layer {layer}</source>
        <translation>z · {layer}층</translation>
    </message>
    <message>
        <source>Forward · activation · layer {layer}</source>
        <translation>순전파 · 활성값 · {layer}층</translation>
    </message>
    <message>
        <source>a · layer {layer}</source>
        <translation>a · {layer}층</translation>
    </message>
    <message>
        <source>Cost C of the sample</source>
        <translation>이 샘플의 손실 C</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Backward · {equation} · layer {layer}</source>
        <translation>역전파 · {equation} · {layer}층</translation>
    </message>
    <message>
        <source>{equation} · layer {layer}</source>
        <translation>{equation} · {layer}층</translation>
    </message>
    <message>
        <source>Gradients · {equation} · layer {layer}</source>
        <translation>기울기 · {equation} · {layer}층</translation>
    </message>
    <message>
        <source>Mean gradient · layer {layer}</source>
        <translation>평균 기울기 · {layer}층</translation>
    </message>
    <message>
        <source>Mean · layer {layer}</source>
        <translation>평균 · {layer}층</translation>
    </message>
    <message>
        <source>Update · layer {layer}</source>
        <translation>갱신 · {layer}층</translation>
    </message>
    <message>
        <source>The sample lies at the input.</source>
        <translation>샘플이 입력층에 놓였습니다.</translation>
    </message>
    <message>
        <source>Forward pass: the weighted inputs z of layer {layer}.</source>
        <translation>순전파: {layer}층의 가중 입력 z를 구합니다.</translation>
    </message>
    <message>
        <source>Forward pass: the activations a of layer {layer}.</source>
        <translation>순전파: {layer}층의 활성값 a를 구합니다.</translation>
    </message>
    <message>
        <source>The cost C of this sample: the output is compared with the target.</source>
        <translation>이 샘플의 손실 C: 출력을 목표 출력과 비교합니다.</translation>
    </message>
    <message>
        <source>Backward pass, BP1: the errors δ of the output layer.</source>
        <translation>역전파, BP1: 출력층의 오차 δ를 구합니다.</translation>
    </message>
    <message>
        <source>Backward pass, BP2: the errors δ of layer {layer} from layer {next}.</source>
        <translation>역전파, BP2: {next}층의 오차에서 {layer}층의 오차 δ를 구합니다.</translation>
    </message>
    <message>
        <source>Gradients, BP3: how the cost changes with the biases of layer {layer}.</source>
        <translation>기울기, BP3: {layer}층의 편향에 따라 손실이 얼마나 변하는지 구합니다.</translation>
    </message>
    <message>
        <source>Gradients, BP4: how the cost changes with the weights of layer {layer}.</source>
        <translation>기울기, BP4: {layer}층의 가중치에 따라 손실이 얼마나 변하는지 구합니다.</translation>
    </message>
    <message>
        <source>The gradients of layer {layer}, averaged over the batch.</source>
        <translation>{layer}층의 기울기를 배치 전체에서 평균합니다.</translation>
    </message>
    <message>
        <source>The weights and biases of layer {layer} are updated.</source>
        <translation>{layer}층의 가중치와 편향을 갱신합니다.</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>backward δ</source>
        <translation>역전파 δ</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>mean gradient</source>
        <translation>평균 기울기</translation>
    </message>
    <message>
        <source>update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>sample {sample} of {count}</source>
        <translation>샘플 {sample}/{count}</translation>
    </message>
    <message>
        <source>epoch {epoch} · step {step} of {steps} · all {count} samples</source>
        <translation>에폭 {epoch} · 스텝 {step}/{steps} · 샘플 {count}개 전체</translation>
    </message>
    <message>
        <source>step {step} of {steps} · all {count} samples</source>
        <translation>스텝 {step}/{steps} · 샘플 {count}개 전체</translation>
    </message>
    <message>
        <source>step {step} · {count} samples</source>
        <translation>스텝 {step} · 샘플 {count}개</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>Epoch {epoch}, step {step} of {steps}, all {count} samples.</source>
        <translation>에폭 {epoch}, 스텝 {steps}개 중 {step}번째, 샘플 {count}개 전체입니다.</translation>
    </message>
    <message>
        <source>your digit · nothing is learned</source>
        <translation>내 숫자 · 학습하지 않음</translation>
    </message>
    <message>
        <source>your digit</source>
        <translation>내 숫자</translation>
    </message>
    <message>
        <source>This is your digit; nothing is learned.</source>
        <translation>내 숫자를 보고 있으며, 학습은 하지 않습니다.</translation>
    </message>
    <message>
        <source>your sample · nothing is learned</source>
        <translation>내 샘플 · 학습하지 않음</translation>
    </message>
    <message>
        <source>your sample</source>
        <translation>내 샘플</translation>
    </message>
    <message>
        <source>This is your sample; nothing is learned.</source>
        <translation>내 샘플을 보고 있으며, 학습은 하지 않습니다.</translation>
    </message>
    <message>
        <source>your digit, learned · step {step}</source>
        <translation>내 숫자로 학습 · 스텝 {step}</translation>
    </message>
    <message>
        <source>your digit · step {step}</source>
        <translation>내 숫자 · 스텝 {step}</translation>
    </message>
    <message>
        <source>This is your digit, learned in step {step} of the run.</source>
        <translation>스텝 {step}에서 학습한 내 숫자입니다.</translation>
    </message>
    <message>
        <source>your sample, learned · step {step}</source>
        <translation>내 샘플로 학습 · 스텝 {step}</translation>
    </message>
    <message>
        <source>your sample · step {step}</source>
        <translation>내 샘플 · 스텝 {step}</translation>
    </message>
    <message>
        <source>This is your sample, learned in step {step} of the run.</source>
        <translation>스텝 {step}에서 학습한 내 샘플입니다.</translation>
    </message>
    <message>
        <source>epoch {epoch} · step {step} of {steps}</source>
        <translation>에폭 {epoch} · 스텝 {step}/{steps}</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>스텝 {step}/{steps}</translation>
    </message>
    <message>
        <source>Epoch {epoch}, step {step} of {steps}.</source>
        <translation>에폭 {epoch}, 스텝 {steps}개 중 {step}번째입니다.</translation>
    </message>
    <message>
        <source>epoch {epoch} · step {step} of {steps} · sample {sample} of {count}</source>
        <translation>에폭 {epoch} · 스텝 {step}/{steps} · 샘플 {sample}/{count}</translation>
    </message>
    <message>
        <source>step {step} of {steps} · sample {sample} of {count}</source>
        <translation>스텝 {step}/{steps} · 샘플 {sample}/{count}</translation>
    </message>
    <message>
        <source>step {step} · sample {sample}</source>
        <translation>스텝 {step} · 샘플 {sample}</translation>
    </message>
    <message>
        <source>Epoch {epoch}, step {step} of {steps}, sample {sample} of {count}.</source>
        <translation>에폭 {epoch}, 스텝 {steps}개 중 {step}번째, 샘플 {count}개 중 {sample}번째입니다.</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>says</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>label</source>
        <translation>정답</translation>
    </message>
</context>
<context>
    <name>RowsPanel</name>
    <message>
        <source>a sample of your own</source>
        <translation>직접 만든 샘플</translation>
    </message>
    <message>
        <source>sample {number} of {all}</source>
        <translation>샘플 {number}/{all}</translation>
    </message>
    <message>
        <source>no output yet</source>
        <translation>아직 출력 없음</translation>
    </message>
    <message>
        <source>the output is not a number</source>
        <translation>출력이 수가 아님</translation>
    </message>
    <message>
        <source>output: {label} · a = {a}</source>
        <translation>출력: {label} · a = {a}</translation>
    </message>
    <message>
        <source>Samples of the data</source>
        <translation>데이터의 샘플</translation>
    </message>
</context>
<context>
    <name>RunChart</name>
    <message>
        <source>at the start</source>
        <translation>학습 전</translation>
    </message>
    <message>
        <source>after 1 step</source>
        <translation>1스텝 후</translation>
    </message>
    <message>
        <source>after {count} steps</source>
        <translation>{count}스텝 후</translation>
    </message>
    <message>
        <source>{value} · step {step}</source>
        <translation>{value} · {step}스텝</translation>
    </message>
    <message>
        <source>After {steps} steps, measured on {test} test samples; training: the first {train} training samples</source>
        <translation>{steps}스텝 후에 잰 값, 평가: 평가 샘플 {test}개, 학습: 학습 샘플 중 앞의 {train}개</translation>
    </message>
    <message>
        <source>steps · {count} an epoch</source>
        <translation>스텝 · 에폭당 {count}</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
</context>
<context>
    <name>SampleActions</name>
    <message>
        <source>Random test digit</source>
        <translation>무작위 평가 숫자</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Next wrong digit</source>
        <translation>다음 오답 숫자</translation>
    </message>
    <message>
        <source>Next wrong</source>
        <translation>다음 오답</translation>
    </message>
    <message>
        <source>Follow this digit</source>
        <translation>이 숫자 따라가기</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>Learn this digit</source>
        <translation>이 숫자로 학습</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Any digit of the test data, exactly as it is stored</source>
        <translation>평가 데이터에서 무작위로 고른 숫자를 저장된 그대로 보여 줍니다</translation>
    </message>
    <message>
        <source>The next test digit that the network gets wrong with its present weights</source>
        <translation>현재 가중치로 신경망이 틀리게 판정하는 다음 평가 숫자</translation>
    </message>
    <message>
        <source>Random sample</source>
        <translation>무작위 샘플</translation>
    </message>
    <message>
        <source>Next wrong sample</source>
        <translation>다음 오답 샘플</translation>
    </message>
    <message>
        <source>Follow this sample</source>
        <translation>이 샘플 따라가기</translation>
    </message>
    <message>
        <source>Learn this sample</source>
        <translation>이 샘플로 학습</translation>
    </message>
    <message>
        <source>Any sample of the table</source>
        <translation>표에서 무작위로 고른 샘플</translation>
    </message>
    <message>
        <source>The next sample that the network gets wrong with its present weights</source>
        <translation>현재 가중치로 신경망이 틀리게 판정하는 다음 샘플</translation>
    </message>
    <message>
        <source>Put it at the input: → takes it through the network, and nothing is learned</source>
        <translation>입력층에 놓습니다. → 키를 누르면 신경망을 통과하며, 학습은 하지 않습니다</translation>
    </message>
    <message>
        <source>Make one update of all weights with it and its label (Ctrl+Z takes it back)</source>
        <translation>이 입력과 정답으로 모든 가중치를 한 번 갱신합니다 (Ctrl+Z로 되돌리기)</translation>
    </message>
</context>
<context>
    <name>SampleSwitch</name>
    <message>
        <source>Whose sample is shown</source>
        <translation>누구의 샘플을 볼지</translation>
    </message>
    <message>
        <source>My digit</source>
        <translation>내 숫자</translation>
    </message>
    <message>
        <source>My sample</source>
        <translation>내 샘플</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The step of the run, with its batch</source>
        <translation>진행 중인 학습의 스텝과 그 배치를 봅니다</translation>
    </message>
    <message>
        <source>Take your digit through the network; nothing is learned</source>
        <translation>내 숫자를 신경망에 통과시킵니다. 학습은 하지 않습니다</translation>
    </message>
    <message>
        <source>Take your sample through the network; nothing is learned</source>
        <translation>내 샘플을 신경망에 통과시킵니다. 학습은 하지 않습니다</translation>
    </message>
    <message>
        <source>Draw or choose a digit first</source>
        <translation>먼저 숫자를 그리거나 고르세요</translation>
    </message>
    <message>
        <source>Choose a sample first</source>
        <translation>먼저 샘플을 고르세요</translation>
    </message>
</context>
<context>
    <name>SettingRows</name>
    <message>
        <source>custom</source>
        <translation>직접 설정</translation>
    </message>
    <message>
        <source>Open IDX files…</source>
        <translation>IDX 파일 열기…</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>무작위로 섞기</translation>
    </message>
    <message>
        <source>as in the data</source>
        <translation>데이터 순서대로</translation>
    </message>
    <message>
        <source>experiment</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>층 추가</translation>
    </message>
    <message>
        <source>One more hidden layer, before the output</source>
        <translation>출력층 앞에 은닉층을 하나 더 둡니다</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>손실 함수</translation>
    </message>
    <message>
        <source>initial weights</source>
        <translation>초기 가중치</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>learning rate η</source>
        <translation>학습률 η</translation>
    </message>
    <message>
        <source>batch size m</source>
        <translation>배치 크기 m</translation>
    </message>
    <message>
        <source>order of samples</source>
        <translation>샘플 순서</translation>
    </message>
    <message>
        <source>Another seed, by chance</source>
        <translation>시드를 무작위로 바꿉니다</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>regularisation</source>
        <translation>규제</translation>
    </message>
    <message>
        <source>strength λ</source>
        <translation>강도 λ</translation>
    </message>
    <message>
        <source>{fraction} = {steps} steps an epoch</source>
        <translation>{fraction} = 에폭당 {steps}스텝</translation>
    </message>
    <message>
        <source>as many as {data} has</source>
        <translation>{data} 데이터의 샘플 수만큼</translation>
    </message>
    <message>
        <source>follows the output&apos;s activation</source>
        <translation>출력층의 활성화 함수에 맞춤</translation>
    </message>
    <message>
        <source>usual for this optimizer</source>
        <translation>이 옵티마이저에서 흔히 쓰는 값</translation>
    </message>
    <message>
        <source>output of size {count}, as {data} needs</source>
        <translation>{data} 데이터에 맞춘 출력 {count}개</translation>
    </message>
    <message>
        <source>the output&apos;s activation follows the cost</source>
        <translation>출력층의 활성화 함수를 손실 함수에 맞춤</translation>
    </message>
</context>
<context>
    <name>SetupCard</name>
    <message>
        <source>Set-up</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>{file} 읽는 중 …</translation>
    </message>
    <message>
        <source>Open IDX files</source>
        <translation>IDX 파일 열기</translation>
    </message>
    <message>
        <source>IDX files (*ubyte*)</source>
        <translation>IDX 파일 (*ubyte*)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>SpeedStepper</name>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>How fast Play goes and signals travel; 1× is normal</source>
        <translation>재생과 신호 이동의 속도, 1×가 보통입니다</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>느리게</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>빠르게</translation>
    </message>
</context>
<context>
    <name>StepTimeline</name>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Timeline of the step</source>
        <translation>스텝의 타임라인</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>마지막 변경 되돌리기 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Do it again (Ctrl+Shift+Z)</source>
        <translation>다시 실행 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Text size: larger for a projector</source>
        <translation>글자 크기: 프로젝터에서는 크게</translation>
    </message>
    <message>
        <source>Light window</source>
        <translation>밝은 화면</translation>
    </message>
    <message>
        <source>Dark window</source>
        <translation>어두운 화면</translation>
    </message>
    <message>
        <source>Open and save</source>
        <translation>열기와 저장</translation>
    </message>
    <message>
        <source>What is in view</source>
        <translation>화면에 표시할 내용</translation>
    </message>
    <message>
        <source>{data} · network {sizes}</source>
        <translation>{data} · 신경망 {sizes}</translation>
    </message>
</context>
<context>
    <name>TrainingControl</name>
    <message>
        <source>How many epochs to train</source>
        <translation>학습할 에폭 수</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train at full speed (T)</source>
        <translation>최고 속도로 학습 (T)</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1에폭</translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation>{count}에폭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Transport bar</source>
        <translation>재생 막대</translation>
    </message>
    <message>
        <source>How far one press goes</source>
        <translation>한 번 누를 때 움직이는 단위</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Next and Back go neuron by neuron (1)</source>
        <translation>[다음]과 [이전]이 뉴런 하나씩 움직입니다 (1)</translation>
    </message>
    <message>
        <source>Next and Back go layer by layer (2)</source>
        <translation>[다음]과 [이전]이 한 층씩 움직입니다 (2)</translation>
    </message>
    <message>
        <source>Next and Back go sample by sample (3)</source>
        <translation>[다음]과 [이전]이 샘플 하나씩 움직입니다 (3)</translation>
    </message>
    <message>
        <source>Next and Back go step by step: one mini-batch and its update (4)</source>
        <translation>[다음]과 [이전]이 한 스텝씩 움직입니다: 미니배치 하나와 그 갱신 (4)</translation>
    </message>
    <message>
        <source>Next and Back go epoch by epoch: once through all training data (5)</source>
        <translation>[다음]과 [이전]이 한 에폭씩 움직입니다: 학습 데이터 전체를 한 번 (5)</translation>
    </message>
</context>
<context>
    <name>UndoTools</name>
    <message>
        <source>Take back the last stroke (Ctrl+Z on the canvas)</source>
        <translation>마지막 획 되돌리기 (캔버스에서 Ctrl+Z)</translation>
    </message>
    <message>
        <source>Bring the stroke back (Ctrl+Shift+Z on the canvas)</source>
        <translation>되돌린 획 다시 그리기 (캔버스에서 Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Clear the canvas (Delete on the canvas)</source>
        <translation>캔버스 비우기 (캔버스에서 Delete)</translation>
    </message>
</context>
<context>
    <name>VerdictLabel</name>
    <message>
        <source>looks like</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>The signal has not reached the output yet.</source>
        <translation>신호가 아직 출력층에 이르지 않았습니다.</translation>
    </message>
    <message>
        <source>The output is not a number: the weights have grown beyond all bounds.</source>
        <translation>출력이 수가 아닙니다. 가중치가 한없이 커졌습니다.</translation>
    </message>
    <message>
        <source>The largest output activation: a = {a} for {label}.
With softmax the outputs add up to 1; other outputs are no probabilities.</source>
        <translation>가장 큰 출력 활성값: a = {a} (“{label}”).
소프트맥스에서는 출력의 합이 1입니다. 그 밖의 출력은 확률이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Sample and set-up</source>
        <translation>샘플과 설정</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>수식</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>그래프</translation>
    </message>
</context>
<context>
    <name>WeightPicture</name>
    <message>
        <source>Previous neuron</source>
        <translation>이전 뉴런</translation>
    </message>
    <message>
        <source>Next neuron</source>
        <translation>다음 뉴런</translation>
    </message>
    <message>
        <source>What neuron {neuron} looks for</source>
        <translation>{neuron}번 뉴런이 찾는 특징</translation>
    </message>
    <message>
        <source>layer {layer} · {count} weights</source>
        <translation>{layer}층 · 가중치 {count}개</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>{row}행 {column}열</translation>
    </message>
    <message>
        <source>from input {neuron}</source>
        <translation>{neuron}번 입력에서</translation>
    </message>
    <message>
        <source>from neuron {neuron}</source>
        <translation>{neuron}번 뉴런에서</translation>
    </message>
</context>
</TS>
