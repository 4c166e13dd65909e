<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Deltaflow</source>
        <translation>Deltaflow 정보</translation>
    </message>
    <message>
        <source>What Deltaflow stands on</source>
        <translation>Deltaflow의 구성 요소</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>버전 복사</translation>
    </message>
    <message>
        <source>Copies the versions of Deltaflow, of what it stands on and of the system, to be pasted into a message</source>
        <translation>메시지에 붙여 넣을 수 있도록 Deltaflow와 그 구성 요소, 시스템의 버전을 복사합니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Icon of Deltaflow</source>
        <translation>Deltaflow 아이콘</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>버전 {version}</translation>
    </message>
    <message>
        <source>Shows how a neural network learns: forward, back, one step at a time.</source>
        <translation>신경망이 학습하는 과정을 앞으로, 또 거꾸로 한 단계씩 보여 줍니다.</translation>
    </message>
    <message>
        <source>{name}, by {makers}</source>
        <translation>{name}, 제작: {makers}</translation>
    </message>
    <message>
        <source>The text of this licence is missing from this copy of Deltaflow. The licence is {licence}.</source>
        <translation>이 Deltaflow 사본에는 이 라이선스의 전문이 빠져 있습니다. 라이선스: {licence}.</translation>
    </message>
    <message>
        <source>Licence of {name}</source>
        <translation>{name} 라이선스</translation>
    </message>
    <message>
        <source>The versions have been copied: paste them into a message.</source>
        <translation>버전을 복사했습니다. 메시지에 붙여 넣으세요.</translation>
    </message>
</context>
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
    <name>ActivationPage</name>
    <message>
        <source>compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Another activation to compare with</source>
        <translation>비교할 다른 활성화 함수</translation>
    </message>
    <message>
        <source>layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>The step is flat: σ′(z) = 0. The perceptron rule does without σ′: its δ is a − y.</source>
        <translation>계단 함수는 평평합니다: σ′(z) = 0. 퍼셉트론 규칙은 σ′ 없이 δ = a − y입니다.</translation>
    </message>
    <message>
        <source>The step is flat: σ′(z) = 0 for every z, so no error can come through it.</source>
        <translation>계단 함수는 평평합니다. 모든 z에서 σ′(z) = 0이라 오차가 지나오지 못합니다.</translation>
    </message>
    <message>
        <source>z not known yet</source>
        <translation>아직 z 값 없음</translation>
    </message>
    <message>
        <source>z is no number any more: the weights have grown beyond all bounds.</source>
        <translation>z 값이 이제 수가 아닙니다. 가중치가 한없이 커졌습니다.</translation>
    </message>
    <message>
        <source>z = {z}: σ′(z) = {slope} for every z: it never saturates, but it never bends either.</source>
        <translation>z = {z}: 모든 z에서 σ′(z) = {slope}입니다. 포화되지는 않지만 굽지도 않습니다.</translation>
    </message>
    <message>
        <source>z = {z}: exactly at the corner, where σ′ doesn&apos;t exist; it is taken as {slope}.</source>
        <translation>z = {z}: 꺾이는 점이라 σ′ 값이 없습니다. 대신 {slope} 값을 씁니다.</translation>
    </message>
    <message>
        <source>z = {z}: switched off: z ≤ 0, σ′(z) = 0: no error comes through.</source>
        <translation>z = {z}: 꺼짐. z ≤ 0이므로 σ′(z) = 0이고, 오차가 통과하지 못합니다.</translation>
    </message>
    <message>
        <source>z = {z}: saturated: σ′(z) = {slope} is {share} of its largest value.</source>
        <translation>z = {z}, 포화: σ′(z) = {slope}, 최댓값의 {share}입니다.</translation>
    </message>
    <message>
        <source>z = {z}: less steep: σ′(z) = {slope} is {share} of its largest value.</source>
        <translation>z = {z}, 덜 가파른 구간: σ′(z) = {slope}, 최댓값의 {share}입니다.</translation>
    </message>
    <message>
        <source>z = {z}: in the steep part: σ′(z) = {slope} is {share} of its largest value.</source>
        <translation>z = {z}, 가파른 구간: σ′(z) = {slope}, 최댓값의 {share}입니다.</translation>
    </message>
    <message>
        <source>z = {z}: z &gt; 0, σ′(z) = {slope}: all of the error comes through.</source>
        <translation>z = {z}: z &gt; 0, σ′(z) = {slope}. 오차가 모두 지나옵니다.</translation>
    </message>
    <message>
        <source>Every z moves all of the shares: σ′ is a whole matrix.</source>
        <translation>z 하나가 모든 비율을 바꿉니다. σ′ 자체가 행렬입니다.</translation>
    </message>
</context>
<context>
    <name>ActivationPlots</name>
    <message>
        <source>flat</source>
        <translation>평평</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>포화</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>σ(z), dashed: {activation}</source>
        <translation>σ(z), 점선: {activation}</translation>
    </message>
    <message>
        <source>a: shares of 1</source>
        <translation>a: 비율(합 1)</translation>
    </message>
    <message>
        <source>∂a/∂z of neuron {neuron}</source>
        <translation>{neuron}번 뉴런의 ∂a/∂z</translation>
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
    <name>BatchBars</name>
    <message>
        <source>Gradients of the batch</source>
        <translation>배치의 기울기</translation>
    </message>
    <message>
        <source>← and → go from sample to sample, Enter goes to one.</source>
        <translation>←, → 키로 샘플 사이를 옮기고, Enter 키로 그 샘플로 갑니다.</translation>
    </message>
    <message>
        <source>An input has no δ: choose a neuron or a weight behind it.</source>
        <translation>입력에는 δ 값이 없습니다. 그 뒤의 뉴런이나 가중치를 고르세요.</translation>
    </message>
    <message>
        <source>The gradients of {count} samples were added up in parts; the single ones are not kept.</source>
        <translation>샘플 {count}개의 기울기를 몇 묶음으로 나누어 더했으며, 샘플별 기울기는 남기지 않습니다.</translation>
    </message>
    <message>
        <source>{symbol} of the sample</source>
        <translation>이 샘플의 {symbol}</translation>
    </message>
    <message>
        <source>{symbol} of each sample</source>
        <translation>샘플별 {symbol}</translation>
    </message>
    <message>
        <source>no sample is done yet</source>
        <translation>아직 끝난 샘플 없음</translation>
    </message>
    <message>
        <source>mean of {done} of {size}: {value}</source>
        <translation>평균({done}/{size}): {value}</translation>
    </message>
    <message>
        <source>sample {number} of {size}: δ = {value}</source>
        <translation>샘플 {number}/{size}: δ = {value}</translation>
    </message>
    <message>
        <source>sample {number} of {size}: a · δ = {a} · {delta} = {value}</source>
        <translation>샘플 {number}/{size}: a · δ = {a} · {delta} = {value}</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>M = m = {M}: all samples in one batch, one step an epoch</source>
        <translation>M = m = {M}: 모든 샘플이 한 배치, 에폭마다 한 스텝</translation>
    </message>
    <message>
        <source>M = m = {M}: plain gradient descent, one step an epoch</source>
        <translation>M = m = {M}: 일반 경사하강법, 에폭당 1스텝</translation>
    </message>
    <message>
        <source>M = {M}, m = 1: online learning, {steps} steps make one epoch</source>
        <translation>M = {M}, m = 1: 온라인 학습, {steps}스텝이 1에폭</translation>
    </message>
    <message>
        <source>M = {M}, m = {m}: {steps} steps make one epoch, the last with {rest} samples</source>
        <translation>M = {M}, m = {m}: {steps}스텝이 1에폭, 마지막 스텝은 샘플 {rest}개</translation>
    </message>
    <message>
        <source>M = {M}, m = {m}: M/m = {steps} steps make one epoch</source>
        <translation>M = {M}, m = {m}: M/m = {steps}스텝이 1에폭</translation>
    </message>
    <message>
        <source>Your own sample, outside the epoch</source>
        <translation>내 샘플로 학습, 에폭과 별개</translation>
    </message>
    <message>
        <source>Your own sample: nothing is learned</source>
        <translation>내 샘플: 학습하지 않음</translation>
    </message>
    <message>
        <source>Epoch {epoch}, step {step} of {steps}</source>
        <translation>에폭 {epoch}, 스텝 {step}/{steps}</translation>
    </message>
</context>
<context>
    <name>BeatList</name>
    <message>
        <source>Beats</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>New beat behind this one</source>
        <translation>이 단계 뒤에 새 단계 추가</translation>
    </message>
    <message>
        <source>Duplicate this beat</source>
        <translation>이 단계 복제</translation>
    </message>
    <message>
        <source>Move this beat up</source>
        <translation>이 단계를 위로</translation>
    </message>
    <message>
        <source>Move this beat down</source>
        <translation>이 단계를 아래로</translation>
    </message>
    <message>
        <source>Delete this beat; undo brings it back</source>
        <translation>이 단계 삭제 (실행 취소로 되살릴 수 있음)</translation>
    </message>
</context>
<context>
    <name>BeatStrip</name>
    <message>
        <source>beat {number} of {count}</source>
        <translation>{count}단계 중 {number}단계</translation>
    </message>
    <message>
        <source>← and → go from beat to beat, Enter goes there.</source>
        <translation>←, → 키로 단계 사이를 옮기고, Enter 키로 그 단계로 갑니다.</translation>
    </message>
</context>
<context>
    <name>BlankScreen</name>
    <message>
        <source>Press any key to go on</source>
        <translation>아무 키나 누르면 계속합니다</translation>
    </message>
</context>
<context>
    <name>Bp2Page</name>
    <message>
        <source>This network has no hidden layer: its errors are those of the output, from BP1. Add a layer to see an error go back.</source>
        <translation>이 신경망에는 은닉층이 없어, 오차는 BP1에서 구한 출력의 오차뿐입니다. 층을 추가하면 오차가 되돌아가는 것을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No hidden layer</source>
        <translation>은닉층 없음</translation>
    </message>
    <message>
        <source>Error of layer {layer}</source>
        <translation>{layer}층의 오차</translation>
    </message>
    <message>
        <source>Every cell of the first matrix is an edge: click it, and it is selected on the stage.</source>
        <translation>첫 행렬의 칸은 저마다 연결선입니다. 칸을 클릭하면 신경망에서 선택됩니다.</translation>
    </message>
    <message>
        <source>{weight} = {value}; {error} is not known yet</source>
        <translation>{weight} = {value}, {error} 값은 아직 구하지 않음</translation>
    </message>
    <message>
        <source>comes back along the edge between neuron {source} of layer {layer} and neuron {target} of layer {next}</source>
        <translation>값이 연결선을 따라 {next}층 {target}번 뉴런에서 {layer}층 {source}번 뉴런으로 돌아옵니다</translation>
    </message>
    <message>
        <source>{left} is not known yet: it comes with BP2 of layer {layer}</source>
        <translation>{left} 값은 아직 구하지 않음: {layer}층의 BP2에서 구함</translation>
    </message>
    <message>
        <source>{left} is not known yet</source>
        <translation>{left} 값은 아직 구하지 않음</translation>
    </message>
    <message>
        <source>goes back to every neuron of layer {layer}, over its own column of weights</source>
        <translation>값이 자기 가중치 열을 거쳐 {layer}층의 모든 뉴런으로 돌아갑니다</translation>
    </message>
</context>
<context>
    <name>Bp2View</name>
    <message>
        <source>Matrices of BP2</source>
        <translation>BP2의 행렬</translation>
    </message>
    <message>
        <source>layer {layer}: neurons {first} to {last} of {count}</source>
        <translation>{layer}층: 뉴런 {count}개 중 {first}~{last}번</translation>
    </message>
    <message>
        <source>turn the wheel for the others</source>
        <translation>나머지는 휠을 돌려 보기</translation>
    </message>
    <message>
        <source>The arrow keys go from weight to weight, Enter chooses its edge on the stage.</source>
        <translation>화살표 키로 가중치 사이를 옮기고, Enter 키로 신경망에서 그 연결선을 선택합니다.</translation>
    </message>
</context>
<context>
    <name>CardOptions</name>
    <message>
        <source>Discrete</source>
        <translation>이산 표시</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>평가 데이터</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>직선</translation>
    </message>
    <message>
        <source>Only the side that wins, or the class</source>
        <translation>우세한 쪽, 또는 판정된 클래스만 표시</translation>
    </message>
    <message>
        <source>The test samples too, hollow: nothing is learned from them</source>
        <translation>평가 샘플도 속이 빈 점으로 보여 줍니다. 학습에는 쓰지 않습니다</translation>
    </message>
    <message>
        <source>There are no test data: every sample is learned from.</source>
        <translation>평가 데이터가 없습니다. 모든 샘플을 학습에 씁니다.</translation>
    </message>
    <message>
        <source>Where each neuron of the first layer has z = w·x + b = 0; the arrow points to z &gt; 0</source>
        <translation>첫 번째 층의 뉴런마다 z = w·x + b = 0인 곳을 보여 줍니다. 화살표는 z &gt; 0인 쪽을 가리킵니다</translation>
    </message>
    <message>
        <source>The neurons of the first layer are straight lines only where the inputs are the coordinates themselves.</source>
        <translation>입력이 좌표 그 자체일 때만 첫 번째 층의 뉴런을 직선으로 나타낼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ChainCard</name>
    <message>
        <source>Check all</source>
        <translation>모두 검산</translation>
    </message>
    <message>
        <source>Nudge every node a little and compare the change of the output with its derivative</source>
        <translation>노드마다 값을 조금 바꾸어, 출력의 변화를 그 도함수와 비교합니다</translation>
    </message>
    <message>
        <source>summed at {node}</source>
        <translation>{node}에서 합산</translation>
    </message>
    <message>
        <source>begins at {output}</source>
        <translation>{output}에서 시작</translation>
    </message>
    <message>
        <source>the output changes exactly as much as itself</source>
        <translation>출력은 자기 자신이 변한 만큼 변합니다</translation>
    </message>
    <message>
        <source>of {node}</source>
        <translation>노드 {node}</translation>
    </message>
    <message>
        <source>the variables have their values</source>
        <translation>변수 값이 주어짐</translation>
    </message>
    <message>
        <source>Chain rule</source>
        <translation>연쇄 법칙</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초깃값</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Forward, every operation gets its value, from the variables to {output}; then the chain rule goes back over every edge.</source>
        <translation>순전파에서는 변수에서 {output}까지 모든 연산의 값을 구합니다. 그다음 연쇄 법칙으로 모든 간선을 되짚어 갑니다.</translation>
    </message>
    <message>
        <source>It is not computed yet.</source>
        <translation>아직 계산하지 않았습니다.</translation>
    </message>
    <message>
        <source>contribution {place} of {count} to {derivative}; so far: {sum}</source>
        <translation>{derivative}에 대한 기여 {count}개 중 {place}번째, 지금까지: {sum}</translation>
    </message>
    <message>
        <source>Check of every derivative</source>
        <translation>모든 도함수 검산</translation>
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
    <name>ChartSurface</name>
    <message>
        <source>← and → read off the values step by step, ↑ and ↓ in larger strides, Enter goes there.</source>
        <translation>←, → 키로 한 스텝씩, ↑, ↓ 키로 더 크게 옮기며 값을 읽고, Enter 키로 그 스텝으로 갑니다.</translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message>
        <source>check: {output} is not defined on both sides of {node}, so that nothing can be said</source>
        <translation>검산: 여기서는 불가능, {node} 값의 양쪽 모두에서 {output} 값이 정의되지는 않음</translation>
    </message>
    <message>
        <source>check: {output} has a kink here: its slope is {left} on one side and {right} on the other, and the chain rule takes {analytic} by convention</source>
        <translation>검산: 여기서 {output} 값이 꺾임, 기울기는 한쪽이 {left}, 다른 쪽이 {right}, 연쇄 법칙에서는 관례상 {analytic} 값을 씀</translation>
    </message>
    <message>
        <source>check: nudging {node} by ±{step} does not change {output}</source>
        <translation>검산: {node}에 ±{step}만큼 더해도 {output} 값은 그대로</translation>
    </message>
    <message>
        <source>check: nudging {node} by ±{step} changes {output} at the rate {rate}: agrees to {digits} digits</source>
        <translation>검산: {node}에 ±{step}만큼 더해 구한 {output}의 변화율 {rate}, {digits}자리까지 일치</translation>
    </message>
    <message>
        <source>check: nudging {node} by ±{step} changes {output} by less than rounding does, so that no difference is seen</source>
        <translation>검산: {node}에 ±{step}만큼 더할 때 {output}의 변화가 반올림 오차보다 작아 차이가 보이지 않음</translation>
    </message>
    <message>
        <source>check: nudging {node} by ±{step} changes {output} at the rate {rate}: this is another number!</source>
        <translation>검산: {node}에 ±{step}만큼 더해 구한 {output}의 변화율 {rate}, 값이 다름!</translation>
    </message>
    <message>
        <source>{wrong} of {count} derivatives differ from what nudging each node gives</source>
        <translation>도함수 {count}개 중 {wrong}개가 수치 미분으로 구한 값과 다릅니다</translation>
    </message>
    <message>
        <source>all {count} derivatives agree with what nudging each node gives</source>
        <translation>도함수 {count}개가 모두 수치 미분으로 구한 값과 일치합니다</translation>
    </message>
    <message>
        <source>chain rule</source>
        <translation>연쇄 법칙</translation>
    </message>
    <message>
        <source>nudging</source>
        <translation>수치 미분</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>자릿수</translation>
    </message>
    <message>
        <source>{left} | {right}</source>
        <translation>{left} | {right}</translation>
    </message>
    <message>
        <source>kink</source>
        <translation>꺾임</translation>
    </message>
</context>
<context>
    <name>ChoiceButton</name>
    <message>
        <source>{answer}: right</source>
        <translation>{answer}: 정답</translation>
    </message>
    <message>
        <source>{answer}: wrong</source>
        <translation>{answer}: 오답</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>given weights</source>
        <translation>지정한 가중치</translation>
    </message>
    <message>
        <source>after {steps} steps</source>
        <translation>{steps}스텝 후</translation>
    </message>
    <message>
        <source>step {step} · epoch {epoch}</source>
        <translation>스텝 {step} · 에폭 {epoch}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>training cost {cost}</source>
        <translation>학습 손실 {cost}</translation>
    </message>
    <message>
        <source>training cost {cost} after {steps} steps</source>
        <translation>{steps}스텝 후 학습 손실 {cost}</translation>
    </message>
    <message>
        <source>training cost {cost} at the start</source>
        <translation>시작할 때 학습 손실 {cost}</translation>
    </message>
    <message>
        <source>The mean cost over {count} training samples, measured after {steps} steps and without regularisation: not that of the batch of the step in view.</source>
        <translation>학습 샘플 {count}개의 평균 손실로, {steps}스텝 후에 규제항 없이 잰 값입니다. 지금 보이는 스텝의 배치 손실이 아닙니다.</translation>
    </message>
    <message>
        <source>{place} · fails to learn</source>
        <translation>{place} · 학습 실패</translation>
    </message>
    <message>
        <source>diverged in step {step}</source>
        <translation>스텝 {step}에서 발산</translation>
    </message>
    <message>
        <source>In step {step} the optimizer&apos;s memory overflows, although the cost is finite: the largest gradient is {gradient}. This run stays at the step before.</source>
        <translation>스텝 {step}에서 손실은 유한하지만 옵티마이저가 기억하는 값이 유한한 수의 범위를 넘습니다. 가장 큰 기울기: {gradient}. 이 실행은 그 앞 스텝에 머무릅니다.</translation>
    </message>
    <message>
        <source>In step {step} the cost goes from {before} to {after}: the largest gradient is {gradient}, and the learning rate is η = {rate}. This run stays at its last finite step.</source>
        <translation>스텝 {step}에서 손실 변화: {before} → {after}. 가장 큰 기울기: {gradient}, 학습률: η = {rate}. 이 학습은 값이 유한한 마지막 스텝에 머뭅니다.</translation>
    </message>
    <message>
        <source>no finite number</source>
        <translation>유한하지 않은 값</translation>
    </message>
    <message>
        <source>output {activation}</source>
        <translation>출력층 {activation}</translation>
    </message>
    <message>
        <source>layer {layer} {activation}</source>
        <translation>{layer}층 {activation}</translation>
    </message>
</context>
<context>
    <name>CopyKeeper</name>
    <message>
        <source>no copies for a crash can be kept in {folder}</source>
        <translation>비정상 종료에 대비한 사본을 이 폴더에 둘 수 없습니다: {folder}</translation>
    </message>
</context>
<context>
    <name>CostChart</name>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
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
        <source>batch {cost}</source>
        <translation>배치 {cost}</translation>
    </message>
    <message>
        <source>training {cost}</source>
        <translation>학습 {cost}</translation>
    </message>
</context>
<context>
    <name>CountBars</name>
    <message>
        <source>{made} of {all}</source>
        <translation>{all} 중 {made}</translation>
    </message>
</context>
<context>
    <name>CountsCard</name>
    <message>
        <source>Multiplications</source>
        <translation>곱셈 횟수</translation>
    </message>
    <message>
        <source>backpropagation</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>each by itself</source>
        <translation>하나씩 따로</translation>
    </message>
    <message>
        <source>nudging each</source>
        <translation>수치 미분</translation>
    </message>
    <message>
        <source>Counted is each product of a local derivative and what has travelled so far: one for every edge that is crossed, products by 1 and −1 among them.
Backpropagation crosses every edge once, for all variables together. Each by itself: the edges between one variable and the output, for one variable after the other. Nudging each: the operations of two passes forward for each variable, which gives only approximations.</source>
        <translation>세는 것은 국소 도함수와 그때까지 전해진 값의 곱입니다. 간선을 지날 때마다 한 번이며, 1과 −1을 곱하는 것도 셉니다.
역전파: 모든 변수를 한꺼번에 다루므로 간선마다 한 번만 지납니다. 하나씩 따로: 변수를 하나씩 차례로 다루며, 그 변수와 출력 사이의 간선을 매번 지납니다. 수치 미분: 변수마다 값을 조금 바꾸어 순전파를 두 번 하는 데 드는 연산을 세며, 근삿값만 얻습니다.</translation>
    </message>
    <message>
        <source>{derivative} is known already and is used again.</source>
        <translation>{derivative} 값은 이미 구했으므로 다시 씁니다.</translation>
    </message>
    <message>
        <source>With a single variable nothing can be shared with others.</source>
        <translation>변수가 하나뿐이라 다른 변수와 함께 쓸 것이 없습니다.</translation>
    </message>
    <message>
        <source>One pass back gives all {count} derivatives of {output}: what is known nearer to it is used again by all that lies before.</source>
        <translation>역전파 한 번으로 {output}의 도함수 {count}개를 모두 얻습니다. 출력 가까이에서 구한 값을 그 앞의 모든 계산에 다시 씁니다.</translation>
    </message>
    <message>
        <source>Every path to {output} multiplied out by itself: {count}.</source>
        <translation>{output}까지 가는 경로마다 따로 곱하면: {count}.</translation>
    </message>
</context>
<context>
    <name>DataRows</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>샘플 수</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>share for testing</source>
        <translation>평가 비율</translation>
    </message>
    <message>
        <source>Other points, by chance</source>
        <translation>점을 무작위로 새로 뽑습니다</translation>
    </message>
    <message>
        <source>seed of the data</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>inputs of the network</source>
        <translation>신경망의 입력</translation>
    </message>
    <message>
        <source>scaling</source>
        <translation>스케일링</translation>
    </message>
    <message>
        <source>{count} training points put by hand</source>
        <translation>직접 찍은 학습용 점 {count}개</translation>
    </message>
    <message>
        <source>the points put by hand are set aside</source>
        <translation>직접 찍은 점은 쓰지 않습니다</translation>
    </message>
    <message>
        <source>{train} to learn from, {test} to test</source>
        <translation>학습 {train}개, 평가 {test}개</translation>
    </message>
    <message>
        <source>{train} to learn from and to test</source>
        <translation>학습과 평가에 같은 {train}개</translation>
    </message>
    <message>
        <source>The network needs at least one input</source>
        <translation>신경망에는 입력이 하나 이상 필요합니다</translation>
    </message>
</context>
<context>
    <name>DeckStrip</name>
    <message>
        <source>y = {value}</source>
        <translation>y = {value}</translation>
    </message>
    <message>
        <source>class “{label}”</source>
        <translation>클래스 “{label}”</translation>
    </message>
    <message>
        <source>Deck of the epoch</source>
        <translation>에폭의 샘플 카드</translation>
    </message>
    <message>
        <source>sample {row}</source>
        <translation>샘플 {row}</translation>
    </message>
    <message>
        <source>{sample}, {answer}</source>
        <translation>{sample}, {answer}</translation>
    </message>
    <message>
        <source>{sample} · {when}</source>
        <translation>{sample} · {when}</translation>
    </message>
    <message>
        <source>in this step: {number} of {size}</source>
        <translation>이번 스텝: {number}/{size}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>its turn comes in {steps} steps</source>
        <translation>{steps}스텝 뒤 차례</translation>
    </message>
    <message>
        <source>its turn comes in the next step</source>
        <translation>다음 스텝 차례</translation>
    </message>
    <message>
        <source>← and → go from card to card, Enter goes to a sample of this step.</source>
        <translation>←, → 키로 카드 사이를 옮기고, Enter 키로 이번 스텝의 샘플로 갑니다.</translation>
    </message>
</context>
<context>
    <name>Deltaflow</name>
    <message>
        <source>Put the window back as it was at the first start?</source>
        <translation>창을 처음 시작했을 때의 상태로 되돌릴까요?</translation>
    </message>
    <message>
        <source>Theme, language, text size, columns and pages. Your work, your lectures and how far you have come in the course stay.</source>
        <translation>테마, 언어, 글자 크기, 열과 페이지를 되돌립니다. 작업 내용, 강의, 강좌의 진도는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Put &amp;back</source>
        <translation>되돌리기(&amp;B)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>DerivationPage</name>
    <message>
        <source>Assumptions</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>설명할 내용</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>Previous line (↑)</source>
        <translation>이전 줄 (↑)</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>다음 줄</translation>
    </message>
    <message>
        <source>Show what belongs to the step in view; choosing something else ends that.</source>
        <translation>지금 보는 단계의 내용을 보여 줍니다. 다른 것을 고르면 따라가기가 꺼집니다.</translation>
    </message>
    <message>
        <source>Next line (↓)</source>
        <translation>다음 줄 (↓)</translation>
    </message>
    <message>
        <source>Without a hidden layer there is nothing to take the error back to.</source>
        <translation>은닉층이 없으면 오차를 되돌려 보낼 곳이 없습니다.</translation>
    </message>
    <message>
        <source>What backpropagation assumes</source>
        <translation>역전파의 가정</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>유도 과정</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}줄</translation>
    </message>
    <message>
        <source>layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>Follow the step</source>
        <translation>단계 따라가기</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>DerivationView</name>
    <message>
        <source>Lines of the derivation</source>
        <translation>유도 과정의 줄</translation>
    </message>
</context>
<context>
    <name>DescentBar</name>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>The gradient where the ball stands</source>
        <translation>공이 있는 곳의 기울기</translation>
    </message>
    <message>
        <source>What the move is made of</source>
        <translation>이동을 이루는 항</translation>
    </message>
    <message>
        <source>The ball has moved</source>
        <translation>공이 이동함</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Next and Back go through the parts of a step: gradient, direction, move (1)</source>
        <translation>[다음]과 [이전]이 스텝 안에서 한 단계씩 움직입니다: 기울기, 방향, 이동 (1)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Next and Back go step by step (2)</source>
        <translation>[다음]과 [이전]이 한 스텝씩 움직입니다 (2)</translation>
    </message>
    <message>
        <source>10 steps</source>
        <translation>10스텝</translation>
    </message>
    <message>
        <source>Next and Back go ten steps (3)</source>
        <translation>[다음]과 [이전]이 10스텝씩 움직입니다 (3)</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Next and Back go epoch by epoch: once through all samples (4)</source>
        <translation>[다음]과 [이전]이 한 에폭씩 움직입니다: 모든 샘플을 한 번 (4)</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count}스텝</translation>
    </message>
    <message>
        <source>Next and Back go {count} steps (4)</source>
        <translation>[다음]과 [이전]이 {count}스텝씩 움직입니다 (4)</translation>
    </message>
    <message>
        <source>{name} · {part}</source>
        <translation>{name} · {part}</translation>
    </message>
    <message>
        <source>step {step} of {length}</source>
        <translation>스텝 {step}/{length}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>step {step} of {length} · epoch {epoch}</source>
        <translation>스텝 {step}/{length} · 에폭 {epoch}</translation>
    </message>
    <message>
        <source>{name}, step {step} of {length}: {about}.</source>
        <translation>{name}, 스텝 {length}개 중 {step}번째: {about}.</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>기록 중</translation>
    </message>
</context>
<context>
    <name>DescentCard</name>
    <message>
        <source>Gradient descent</source>
        <translation>경사하강법</translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation>학습률 η</translation>
    </message>
    <message>
        <source>Learning rate η: each update takes η times its derivative from a variable</source>
        <translation>학습률 η: 갱신할 때마다 변수에서 도함수의 η배를 뺍니다</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>갱신 횟수</translation>
    </message>
    <message>
        <source>changes {names}</source>
        <translation>갱신 대상: {names}</translation>
    </message>
    <message>
        <source>nothing chosen</source>
        <translation>선택 없음</translation>
    </message>
    <message>
        <source>Make an update to see the output fall</source>
        <translation>한 번 갱신하면 출력이 줄어드는 것을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Tick a variable below ∇ on the left: descent changes it</source>
        <translation>왼쪽 ∇ 아래에서 변수를 체크하세요. 경사하강이 그 변수를 바꿉니다</translation>
    </message>
    <message>
        <source>Stopped after {count} updates: {reason}</source>
        <translation>{count}회 갱신 후 멈춤: {reason}</translation>
    </message>
    <message>
        <source>Stopped after 1 update: {reason}</source>
        <translation>1회 갱신 후 멈춤: {reason}</translation>
    </message>
    <message>
        <source>1 update</source>
        <translation>1회 갱신</translation>
    </message>
    <message>
        <source>Make 1 update of the chosen variables</source>
        <translation>선택한 변수를 1회 갱신합니다</translation>
    </message>
    <message>
        <source>Make {count} updates of the chosen variables</source>
        <translation>선택한 변수를 {count}회 갱신합니다</translation>
    </message>
    <message>
        <source>{cost} after 1 update</source>
        <translation>1회 갱신 후 {cost}</translation>
    </message>
    <message>
        <source>{cost} after {count} updates</source>
        <translation>{count}회 갱신 후 {cost}</translation>
    </message>
    <message>
        <source>↑ up to {cost}</source>
        <translation>↑ 최대 {cost}</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>학습 전</translation>
    </message>
    <message>
        <source>after {count}</source>
        <translation>{count}회 후</translation>
    </message>
</context>
<context>
    <name>DescentChart</name>
    <message>
        <source>Loss along the way</source>
        <translation>스텝별 손실</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Make a step to see the cost</source>
        <translation>한 스텝 진행하면 손실이 표시됩니다</translation>
    </message>
    <message>
        <source>{name} {cost}</source>
        <translation>{name} {cost}</translation>
    </message>
</context>
<context>
    <name>DescentColumn</name>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>learning rate η</source>
        <translation>학습률 η</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>Surface and optimizers</source>
        <translation>곡면과 옵티마이저</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>결과</translation>
    </message>
</context>
<context>
    <name>DescentPage</name>
    <message>
        <source>Surface and optimizers</source>
        <translation>곡면과 옵티마이저</translation>
    </message>
    <message>
        <source>Loss and step</source>
        <translation>손실과 스텝</translation>
    </message>
</context>
<context>
    <name>DescentTimeline</name>
    <message>
        <source>Timeline of the descent</source>
        <translation>경사하강 타임라인</translation>
    </message>
    <message>
        <source>step {step} of {length}</source>
        <translation>스텝 {step}/{length}</translation>
    </message>
</context>
<context>
    <name>DescentWorkspace</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>What is shown below</source>
        <translation>아래에 표시할 내용</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>Saved {document}, as it was before the lecture</source>
        <translation>강의를 시작하기 전 상태로 저장했습니다: {document}</translation>
    </message>
    <message>
        <source>Saved {document}</source>
        <translation>저장했습니다: {document}</translation>
    </message>
    <message>
        <source>Opened {file}</source>
        <translation>열었습니다: {file}</translation>
    </message>
    <message>
        <source>{document} was not opened: it takes its samples from {file}.</source>
        <translation>{document} 파일을 열지 않았습니다. 이 파일의 샘플은 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>What Deltaflow kept of this document can&apos;t be read: {reason}. The file stays in {place}.</source>
        <translation>Deltaflow가 보관해 둔 이 문서의 사본을 읽을 수 없습니다: {reason}. 파일은 다음 위치에 남겨 둡니다: {place}.</translation>
    </message>
    <message>
        <source>All your work is saved.</source>
        <translation>모든 작업이 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was unsaved.</source>
        <translation>저장하지 않은 내용이 없었습니다.</translation>
    </message>
    <message>
        <source>A copy of unsaved work is damaged and can&apos;t be brought back. It is kept in {place}.</source>
        <translation>저장하지 않은 내용의 사본 하나가 손상되어 복구할 수 없습니다. 다음 위치에 남겨 둡니다: {place}.</translation>
    </message>
    <message>
        <source>{count} copies of unsaved work are damaged and can&apos;t be brought back. They are kept in {folder}.</source>
        <translation>저장하지 않은 내용의 사본 {count}개가 손상되어 복구할 수 없습니다. 다음 폴더에 남겨 둡니다: {folder}.</translation>
    </message>
    <message>
        <source>{document}[*] — Deltaflow</source>
        <translation>{document}[*] — Deltaflow</translation>
    </message>
    <message>
        <source>Deltaflow documents (*{ending})</source>
        <translation>Deltaflow 문서 (*{ending})</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Everything that can be opened</source>
        <translation>열 수 있는 모든 파일</translation>
    </message>
    <message>
        <source>Deltaflow documents</source>
        <translation>Deltaflow 문서</translation>
    </message>
    <message>
        <source>Experiments, tables and IDX files</source>
        <translation>실험, 표, IDX 파일</translation>
    </message>
    <message>
        <source>Lectures</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Drop to begin the lecture {file}</source>
        <translation>놓으면 강의를 시작합니다: {file}</translation>
    </message>
    <message>
        <source>Drop to take over the weights in {file}</source>
        <translation>놓으면 가중치를 가져옵니다: {file}</translation>
    </message>
    <message>
        <source>Drop to open {file}</source>
        <translation>놓으면 파일을 엽니다: {file}</translation>
    </message>
</context>
<context>
    <name>DigitCanvas</name>
    <message>
        <source>pen up, row {row}, column {column}</source>
        <translation>펜 듦, {row}행 {column}열</translation>
    </message>
    <message>
        <source>eraser down, row {row}, column {column}</source>
        <translation>지우개 내림, {row}행 {column}열</translation>
    </message>
    <message>
        <source>pen down, row {row}, column {column}</source>
        <translation>펜 내림, {row}행 {column}열</translation>
    </message>
    <message>
        <source>Draw with the left mouse button, erase with the right one. After Tab the arrow keys move the pen, with Shift farther; Space puts it down and lifts it, Delete clears, Ctrl+Z takes back.</source>
        <translation>마우스 왼쪽 버튼으로 그리고 오른쪽 버튼으로 지웁니다. Tab 키로 들어오면 화살표 키로 펜을 움직이고, Shift 키와 함께 누르면 더 멀리 움직입니다. Space 키로 펜을 내리거나 들고, Delete 키로 비우고, Ctrl+Z 키로 실행 취소합니다.</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>여기에 그려 보세요</translation>
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
    <message>
        <source>Truth table</source>
        <translation>진리표</translation>
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
        <source>Compare with this run</source>
        <translation>현재 학습과 비교</translation>
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
        <source>Change one setting, then compare it with this run</source>
        <translation>설정 하나를 바꾼 뒤 현재 학습과 비교하세요</translation>
    </message>
    <message>
        <source>Two runs side by side, from the same weights and with the same order of samples</source>
        <translation>같은 가중치와 같은 샘플 순서로 두 학습을 나란히 진행합니다</translation>
    </message>
    <message>
        <source>Compare: change one setting and see both runs side by side</source>
        <translation>비교: 설정 하나를 바꾸어 두 학습을 나란히 봅니다</translation>
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
        <source>draw a digit</source>
        <translation>숫자를 그려 보세요</translation>
    </message>
    <message>
        <source>draw a picture</source>
        <translation>그림을 그려 보세요</translation>
    </message>
    <message>
        <source>right button erases</source>
        <translation>오른쪽 버튼은 지우개</translation>
    </message>
    <message>
        <source>from the lecture, label {label}</source>
        <translation>강의의 숫자, 정답 {label}</translation>
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
    <name>EditorCapture</name>
    <message>
        <source>What is shown after the answer was captured already; capture the scene anew, or add a new beat</source>
        <translation>답한 뒤의 동작을 이미 캡처했습니다. 장면을 다시 캡처하거나 새 단계를 추가하세요</translation>
    </message>
    <message>
        <source>Capture the scene first, then do what the audience shall see</source>
        <translation>먼저 장면을 캡처하고, 이어서 청중에게 보여 줄 동작을 하세요</translation>
    </message>
    <message>
        <source>Nothing has changed since the last capture; press Next, set a weight or train, for example</source>
        <translation>지난 캡처 뒤로 바뀐 것이 없습니다. 예를 들어 [다음]을 누르거나, 가중치를 정하거나, 학습을 진행하세요</translation>
    </message>
    <message>
        <source>Nothing is chosen; click a neuron, an edge or a node first</source>
        <translation>선택한 것이 없습니다. 먼저 뉴런, 연결선 또는 노드를 클릭하세요</translation>
    </message>
</context>
<context>
    <name>EditorForm</name>
    <message>
        <source>Title of the lecture</source>
        <translation>강의 제목</translation>
    </message>
    <message>
        <source>Summary, for the list of lectures</source>
        <translation>요약(강의 목록에 표시)</translation>
    </message>
    <message>
        <source>Headline of the beat</source>
        <translation>단계 제목</translation>
    </message>
    <message>
        <source>Text, in Markdown with $formulas$</source>
        <translation>본문(마크다운, 수식은 $…$)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Notes for the speaker</source>
        <translation>발표자 노트</translation>
    </message>
    <message>
        <source>Only the speaker sees them</source>
        <translation>발표자에게만 보입니다</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Something to try</source>
        <translation>직접 해 보기</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>surface {name}</source>
        <translation>곡면 {name}</translation>
    </message>
    <message>
        <source>part of the surface that is shown</source>
        <translation>곡면의 표시 범위</translation>
    </message>
    <message>
        <source>mini-batches of {size}</source>
        <translation>미니배치 크기 {size}</translation>
    </message>
    <message>
        <source>all samples in each step</source>
        <translation>스텝마다 전체 샘플</translation>
    </message>
    <message>
        <source>order of the samples</source>
        <translation>샘플 순서</translation>
    </message>
    <message>
        <source>{count} settings</source>
        <translation>설정 {count}개</translation>
    </message>
    <message>
        <source>{count} starts</source>
        <translation>시작점 {count}개</translation>
    </message>
    <message>
        <source>start at ({a}, {b})</source>
        <translation>시작점 ({a}, {b})</translation>
    </message>
    <message>
        <source>{optimizer} takes part</source>
        <translation>{optimizer} 참여</translation>
    </message>
    <message>
        <source>{optimizer} stays out</source>
        <translation>{optimizer} 제외</translation>
    </message>
    <message>
        <source>{optimizer}: learning rate {before} → {after}</source>
        <translation>{optimizer}: 학습률 {before} → {after}</translation>
    </message>
    <message>
        <source>{optimizer}: {symbol} {before} → {after}</source>
        <translation>{optimizer}: {symbol} {before} → {after}</translation>
    </message>
    <message>
        <source>end of the comparison</source>
        <translation>비교 끝내기</translation>
    </message>
    <message>
        <source>comparison of two learning rates</source>
        <translation>두 학습률 비교</translation>
    </message>
    <message>
        <source>comparison of two optimizers</source>
        <translation>두 옵티마이저 비교</translation>
    </message>
    <message>
        <source>comparison of two batch sizes</source>
        <translation>두 배치 크기 비교</translation>
    </message>
    <message>
        <source>imported weights</source>
        <translation>가중치 가져오기</translation>
    </message>
    <message>
        <source>new start</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>new weights</source>
        <translation>새 가중치</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>획</translation>
    </message>
    <message>
        <source>stroke of the eraser</source>
        <translation>지우개 획</translation>
    </message>
    <message>
        <source>clearing</source>
        <translation>캔버스 비우기</translation>
    </message>
    <message>
        <source>another digit</source>
        <translation>다른 숫자</translation>
    </message>
    <message>
        <source>bias {symbol} = {value}</source>
        <translation>편향 {symbol} = {value}</translation>
    </message>
    <message>
        <source>weight {symbol} = {value}</source>
        <translation>가중치 {symbol} = {value}</translation>
    </message>
    <message>
        <source>a new run: {data} {sizes}</source>
        <translation>새 학습: {data} {sizes}</translation>
    </message>
    <message>
        <source>moved point</source>
        <translation>점 이동</translation>
    </message>
    <message>
        <source>added point</source>
        <translation>점 추가</translation>
    </message>
    <message>
        <source>deleted point</source>
        <translation>점 삭제</translation>
    </message>
    <message>
        <source>{count} added points</source>
        <translation>점 {count}개 추가</translation>
    </message>
    <message>
        <source>{count} deleted points</source>
        <translation>점 {count}개 삭제</translation>
    </message>
    <message>
        <source>learning of your digit</source>
        <translation>내 숫자로 학습</translation>
    </message>
    <message>
        <source>learning of your sample</source>
        <translation>내 샘플로 학습</translation>
    </message>
    <message>
        <source>comparison of two activations</source>
        <translation>두 활성화 함수 비교</translation>
    </message>
    <message>
        <source>comparison of two sets of initial weights</source>
        <translation>두 초기 가중치 비교</translation>
    </message>
    <message>
        <source>slower from step {step}</source>
        <translation>스텝 {step}부터 더 작은 학습률</translation>
    </message>
    <message>
        <source>label {before} → {after}</source>
        <translation>정답 {before} → {after}</translation>
    </message>
    <message>
        <source>expression {text}</source>
        <translation>식 {text}</translation>
    </message>
    <message>
        <source>example “{name}”</source>
        <translation>예제 “{name}”</translation>
    </message>
    <message>
        <source>derivative {title} of the network</source>
        <translation>신경망의 도함수 {title}</translation>
    </message>
    <message>
        <source>{name} = {value}</source>
        <translation>{name} = {value}</translation>
    </message>
    <message>
        <source>learning rate {before} → {after}</source>
        <translation>학습률 {before} → {after}</translation>
    </message>
    <message>
        <source>variables to change: {names}</source>
        <translation>갱신할 변수: {names}</translation>
    </message>
    <message>
        <source>no variable to change</source>
        <translation>갱신할 변수 없음</translation>
    </message>
    <message>
        <source>one update</source>
        <translation>1회 갱신</translation>
    </message>
    <message>
        <source>{count} updates</source>
        <translation>{count}회 갱신</translation>
    </message>
    <message>
        <source>data {before} → {after}</source>
        <translation>데이터 {before} → {after}</translation>
    </message>
    <message>
        <source>cost {before} → {after}</source>
        <translation>손실 함수 {before} → {after}</translation>
    </message>
    <message>
        <source>initial weights {before} → {after}</source>
        <translation>초기 가중치 {before} → {after}</translation>
    </message>
    <message>
        <source>given initial weights</source>
        <translation>지정한 초기 가중치</translation>
    </message>
    <message>
        <source>seed {before} → {after}</source>
        <translation>시드 {before} → {after}</translation>
    </message>
    <message>
        <source>optimizer {before} → {after}</source>
        <translation>옵티마이저 {before} → {after}</translation>
    </message>
    <message>
        <source>batch size {before} → {after}</source>
        <translation>배치 크기 {before} → {after}</translation>
    </message>
    <message>
        <source>regularisation {before} → {after}</source>
        <translation>규제 {before} → {after}</translation>
    </message>
    <message>
        <source>strength of the regularisation {before} → {after}</source>
        <translation>규제 강도 {before} → {after}</translation>
    </message>
    <message>
        <source>samples {before} → {after}</source>
        <translation>샘플 수 {before} → {after}</translation>
    </message>
    <message>
        <source>noise {before} → {after}</source>
        <translation>노이즈 {before} → {after}</translation>
    </message>
    <message>
        <source>share for testing {before} → {after}</source>
        <translation>평가 비율 {before} → {after}</translation>
    </message>
    <message>
        <source>seed of the data {before} → {after}</source>
        <translation>데이터 시드 {before} → {after}</translation>
    </message>
    <message>
        <source>inputs of the network</source>
        <translation>신경망의 입력</translation>
    </message>
    <message>
        <source>scaling of the columns</source>
        <translation>열 스케일링</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>학습용 점</translation>
    </message>
    <message>
        <source>{number} {before} → {after}</source>
        <translation>{number} {before} → {after}</translation>
    </message>
    <message>
        <source>layers {before} → {after}</source>
        <translation>층 {before} → {after}</translation>
    </message>
    <message>
        <source>activation {before} → {after}</source>
        <translation>활성화 함수 {before} → {after}</translation>
    </message>
    <message>
        <source>freezing of {weights}</source>
        <translation>{weights} 고정</translation>
    </message>
    <message>
        <source>release of {weights}</source>
        <translation>{weights} 고정 해제</translation>
    </message>
    <message>
        <source>frozen weights</source>
        <translation>고정된 가중치</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>가중치 {count}개</translation>
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
        <source>1 number</source>
        <translation>수 1개</translation>
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
        <source>Every δ is 0: the step function is flat, σ′(z) = 0, so no weight can learn. That is why the sigmoid was made.</source>
        <translation>모든 δ 값이 0입니다. 계단 함수가 평평하여 σ′(z) = 0이라 어떤 가중치도 학습하지 못합니다. 그래서 시그모이드가 나왔습니다.</translation>
    </message>
    <message>
        <source>No error arrives here: it was lost in layer {layer}, where the step function is flat, σ′(z) = 0.</source>
        <translation>여기에는 오차가 오지 않습니다. {layer}층의 계단 함수가 평평하여 σ′(z) = 0이므로 거기서 사라졌습니다.</translation>
    </message>
    <message>
        <source>The cost would not change with this layer&apos;s outputs: there is no error, whatever σ′ is.</source>
        <translation>이 층의 출력이 바뀌어도 손실은 변하지 않습니다. σ′ 값과 상관없이 오차가 없습니다.</translation>
    </message>
    <message>
        <source>This cost is read from z, so that the step&apos;s σ′ = 0 doesn&apos;t stand in the way of the error.</source>
        <translation>이 손실은 z에서 바로 계산하므로, 계단 함수의 σ′ = 0이어도 오차가 막히지 않습니다.</translation>
    </message>
    <message>
        <source>This output is right, so δ = 0: the perceptron rule learns from mistakes only.</source>
        <translation>이 출력은 맞았으므로 δ = 0입니다. 퍼셉트론 규칙은 틀렸을 때만 학습합니다.</translation>
    </message>
    <message>
        <source>With one sample a step this is Rosenblatt&apos;s perceptron rule.</source>
        <translation>스텝마다 샘플이 하나이면 이것이 로젠블랫의 퍼셉트론 규칙입니다.</translation>
    </message>
    <message>
        <source>{symbol} is frozen: it stays as it is, whatever its gradient.</source>
        <translation>{symbol} 고정됨: 기울기와 상관없이 값이 그대로입니다.</translation>
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
        <source>What Deltaflow kept of this document can&apos;t be brought back now: {reason}; {remedy}. It is offered again at the next start.</source>
        <translation>Deltaflow가 보관해 둔 이 문서의 사본을 지금은 복구할 수 없습니다: {reason}; {remedy}. 다음에 시작할 때 다시 복구할 수 있습니다.</translation>
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
        <source>a network needs at least one sample to learn from; add a point</source>
        <translation>신경망이 학습하려면 샘플이 적어도 하나 있어야 합니다. 점을 추가하세요</translation>
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
        <source>a table needs columns of numbers and one of labels, with a comma, semicolon or tab between them</source>
        <translation>표에는 수가 든 열과 정답 열이 있어야 하며, 열 사이는 쉼표, 세미콜론 또는 탭으로 나눕니다</translation>
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
        <source>an activation for each layer</source>
        <translation>층마다 하나씩 있는 활성화 함수</translation>
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
        <source>both runs would be the same; change one setting first</source>
        <translation>두 학습이 똑같습니다. 먼저 설정 하나를 바꾸세요</translation>
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
        <source>check the quotation marks there</source>
        <translation>그곳의 따옴표를 확인하세요</translation>
    </message>
    <message>
        <source>choose a CSV file in it</source>
        <translation>그 안에서 CSV 파일을 고르세요</translation>
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
        <source>columns {first} and {second} are both called {name}</source>
        <translation>{first}열과 {second}열의 이름이 같습니다: {name}</translation>
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
        <source>correct it, or take the row out</source>
        <translation>바로잡거나 그 행을 빼세요</translation>
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
        <source>every column is shifted by its mean and divided by its standard deviation</source>
        <translation>열마다 평균을 빼고 표준편차로 나눕니다</translation>
    </message>
    <message>
        <source>every input feature can be given once, got {names}</source>
        <translation>입력 특징은 하나씩만 쓸 수 있는데, 받은 값은 {names}입니다</translation>
    </message>
    <message>
        <source>every row has the same label, {value}</source>
        <translation>모든 행의 정답이 같습니다: {value}</translation>
    </message>
    <message>
        <source>fill it, or take the row out</source>
        <translation>값을 채우거나 그 행을 빼세요</translation>
    </message>
    <message>
        <source>free some room there, look whether the folder is write-protected, and open it again</source>
        <translation>그곳의 공간을 비우고 폴더가 쓰기 금지되어 있는지 확인한 뒤 다시 여세요</translation>
    </message>
    <message>
        <source>give both test files, or neither</source>
        <translation>평가용 파일은 둘 다 주거나 둘 다 빼세요</translation>
    </message>
    <message>
        <source>give every column a name of its own in line {line}</source>
        <translation>{line}번째 줄에서 열마다 서로 다른 이름을 붙이세요</translation>
    </message>
    <message>
        <source>has a name that does not tell what it holds</source>
        <translation>이름만으로는 무엇이 들어 있는지 알 수 없습니다</translation>
    </message>
    <message>
        <source>has no label</source>
        <translation>정답이 없습니다</translation>
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
        <source>holds {value}, but a label has {limit} characters at most</source>
        <translation>정답 {value} 값이 너무 깁니다. 최대 {limit}자까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>holds {value}, but numbers reach to {limit} at most</source>
        <translation>{value} 값이 너무 큽니다. 쓸 수 있는 크기는 최대 {limit}입니다</translation>
    </message>
    <message>
        <source>holds {value}, which is no class</source>
        <translation>{value} 값은 클래스가 될 수 없습니다</translation>
    </message>
    <message>
        <source>holds {value}, which is no finite number</source>
        <translation>{value} 값은 유한한 수가 아닙니다</translation>
    </message>
    <message>
        <source>holds {value}, which is no number</source>
        <translation>{value} 값은 수가 아닙니다</translation>
    </message>
    <message>
        <source>holds {value}, which makes {count} classes, but there can be {limit} at most</source>
        <translation>{value}까지 더하면 클래스가 {count}개인데, 최대 {limit}개까지 쓸 수 있습니다</translation>
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
        <source>it is write-protected</source>
        <translation>쓰기 금지된 파일입니다</translation>
    </message>
    <message>
        <source>labels are words or whole numbers; put them into a column called label, or into the last one</source>
        <translation>정답은 낱말이나 정수입니다. 이름이 label 또는 레이블인 열이나 마지막 열에 넣으세요</translation>
    </message>
    <message>
        <source>layers are given as {example}, got {value}</source>
        <translation>층은 {example} 꼴로 적는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>line {line} has more than {limit} characters</source>
        <translation>{line}번째 줄이 {limit}자보다 깁니다</translation>
    </message>
    <message>
        <source>line {line} has {count} columns, but at most {limit} are read</source>
        <translation>{line}번째 줄의 열은 {count}개인데, {limit}개까지만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>line {line} has {count} columns, but the first row has {expected}</source>
        <translation>{line}번째 줄의 열은 {count}개인데, 첫 행의 열은 {expected}개입니다</translation>
    </message>
    <message>
        <source>line {line} is no text</source>
        <translation>{line}번째 줄이 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>line {line} is no text in UTF-8</source>
        <translation>{line}번째 줄이 UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>line {line} repeats the names of the columns</source>
        <translation>{line}번째 줄에 열 이름이 또 나옵니다</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>{line}번째 줄 {column}열</translation>
    </message>
    <message>
        <source>line {line}, column {column} ({name})</source>
        <translation>{line}번째 줄 {column}열({name})</translation>
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
        <source>needs outputs that are 0 or 1</source>
        <translation>0 또는 1인 출력이 필요합니다</translation>
    </message>
    <message>
        <source>only data in the plane or on a line have features and points; {data} has none</source>
        <translation>입력 특징과 점은 평면이나 직선 위의 데이터에만 있습니다. {data} 데이터에는 없습니다</translation>
    </message>
    <message>
        <source>only the columns of a table can be standardised; {data} is used as it is</source>
        <translation>표의 열만 표준화할 수 있습니다. {data} 데이터는 그대로 씁니다</translation>
    </message>
    <message>
        <source>a network {sizes} has {parameters} weights and biases, but {given} initial values are given; give all of them or none</source>
        <translation>신경망 {sizes}의 가중치와 편향은 모두 {parameters}개인데, 주어진 초깃값은 {given}개입니다. 모두 주거나 하나도 주지 마세요</translation>
    </message>
    <message>
        <source>&quot;{character}&quot; can&apos;t be read here; all brackets are round: write ( and )</source>
        <translation>&quot;{character}&quot;: 여기서 읽을 수 없는 문자입니다. 괄호는 모두 소괄호 ( )로 쓰세요</translation>
    </message>
    <message>
        <source>&quot;{character}&quot; can&apos;t be read here; delete it, or write it with numbers, names and the signs + − · / ^ ( )</source>
        <translation>&quot;{character}&quot;: 여기서 읽을 수 없는 문자입니다. 지우거나, 수와 이름과 기호 + − · / ^ ( )만으로 쓰세요</translation>
    </message>
    <message>
        <source>&quot;{character}&quot; can&apos;t be read here; write abs(u) for |u|</source>
        <translation>&quot;{character}&quot;: 여기서 읽을 수 없는 문자입니다. |u| 대신 abs(u)라고 쓰세요</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is a function; give the result of this line another name</source>
        <translation>&quot;{name}&quot;: 함수 이름입니다. 이 줄의 결과에는 다른 이름을 붙이세요</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is needed for its own value; use another name on one side of &quot;=&quot;</source>
        <translation>&quot;{name}&quot;: 자기 값을 구하는 데 자기 자신이 필요합니다. &quot;=&quot;의 한쪽에는 다른 이름을 쓰세요</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is never used on the way to the last line; use it there, or delete this line</source>
        <translation>&quot;{name}&quot;: 마지막 줄에 이르는 계산에 쓰이지 않습니다. 그 계산에 쓰거나 이 줄을 지우세요</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is the number {value}; give the result of this line another name</source>
        <translation>&quot;{name}&quot;: 수 {value}의 이름입니다. 이 줄의 결과에는 다른 이름을 붙이세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; can&apos;t light up; write {examples} (parts: {parts})</source>
        <translation>&quot;{text}&quot;: 강조할 수 없습니다. 이렇게 쓰세요: {examples} (부분: {parts})</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no condition; compare two quantities with ==, &gt;=, &lt;=, &gt; or &lt;, as in {example}</source>
        <translation>&quot;{text}&quot;: 조건이 아닙니다. {example}처럼 두 값을 ==, &gt;=, &lt;=, &gt;, &lt;로 비교하세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; names nothing in a network; write {examples}, counted from 1</source>
        <translation>&quot;{text}&quot;: 신경망에 이런 이름은 없습니다. 번호를 1부터 세어 이렇게 쓰세요: {examples}</translation>
    </message>
    <message>
        <source>All M = {count} samples</source>
        <translation>샘플 M = {count}개 전체</translation>
    </message>
    <message>
        <source>Batches of m = {size}</source>
        <translation>배치 크기 m = {size}</translation>
    </message>
    <message>
        <source>Start ({a}, {b})</source>
        <translation>시작점 ({a}, {b})</translation>
    </message>
    <message>
        <source>There isn&apos;t enough memory; close other programs and try again</source>
        <translation>메모리가 부족합니다. 다른 프로그램을 닫고 다시 시도하세요</translation>
    </message>
    <message>
        <source>\textcolor needs a colour such as {example}</source>
        <translation>\textcolor 에는 {example} 같은 색이 필요합니다</translation>
    </message>
    <message>
        <source>a checksum</source>
        <translation>체크섬</translation>
    </message>
    <message>
        <source>a comma parts the values of a function, such as {example}; here it has no meaning, delete it</source>
        <translation>쉼표는 {example}처럼 함수에 넣는 값들을 나눌 때 씁니다. 여기서는 뜻이 없으니 지우세요</translation>
    </message>
    <message>
        <source>a graph has at most {most} nodes; shorten the expression</source>
        <translation>그래프의 노드는 최대 {most}개입니다. 식을 더 짧게 줄이세요</translation>
    </message>
    <message>
        <source>a layer with its neurons and its activation</source>
        <translation>뉴런 수와 활성화 함수가 든 층</translation>
    </message>
    <message>
        <source>a line has one &quot;=&quot;; write a line of its own for every name</source>
        <translation>한 줄에 &quot;=&quot;는 하나뿐입니다. 이름마다 줄을 따로 쓰세요</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>a mini-batch has 1 to {most} of the M = {count} samples, got {size}; take fewer than all</source>
        <translation>미니배치에는 샘플 M = {count}개 가운데 1개부터 {most}개까지 넣을 수 있는데, 받은 크기는 {size}입니다. 전체보다 적게 고르세요</translation>
    </message>
    <message>
        <source>a name is missing before &quot;=&quot;; write one, such as {example}</source>
        <translation>&quot;=&quot; 앞에 이름이 없습니다. {example}처럼 이름을 쓰세요</translation>
    </message>
    <message>
        <source>a network has at most {most} layers, got {count}; take some of them out</source>
        <translation>신경망의 층은 최대 {most}개인데 {count}개가 주어졌습니다. 몇 개를 빼세요</translation>
    </message>
    <message>
        <source>a network {sizes} has nothing at layer {layer}, neuron {neuron}; choose one of its neurons or weights</source>
        <translation>신경망 {sizes}의 {layer}층 {neuron}번 뉴런 자리에는 아무것도 없습니다. 이 신경망의 뉴런이나 가중치를 고르세요</translation>
    </message>
    <message>
        <source>a number for each variable of the graph</source>
        <translation>그래프의 변수마다 하나씩 있는 수</translation>
    </message>
    <message>
        <source>a picture is a PNG or JPEG file beside the lecture, got {target}; put the file there and write its name, such as {example}</source>
        <translation>그림은 강의 옆에 있는 PNG 또는 JPEG 파일이어야 하는데 {target} 이(가) 적혀 있습니다. 파일을 그곳에 두고 {example} 처럼 이름을 쓰세요</translation>
    </message>
    <message>
        <source>a picture is written as .png or .svg, got {file}; choose one of these endings</source>
        <translation>그림은 .png나 .svg 파일로 저장하는데, 받은 이름은 {file}입니다. 둘 중 하나로 끝나게 하세요</translation>
    </message>
    <message>
        <source>a place to start from</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>a plane needs two different parameters, but both are number {number} of θ; choose another weight or bias</source>
        <translation>평면에는 서로 다른 매개변수 둘이 필요한데, 둘 다 θ의 {number}번입니다. 다른 가중치나 편향을 고르세요</translation>
    </message>
    <message>
        <source>a power behind a raised digit can be read in two ways; write brackets, such as {example}</source>
        <translation>위 첨자 숫자 뒤의 거듭제곱은 두 가지로 읽힐 수 있습니다. {example}처럼 괄호를 쓰세요</translation>
    </message>
    <message>
        <source>a product without a sign behind &quot;{sign}&quot; can be read in two ways; write &quot;·&quot; or brackets</source>
        <translation>&quot;{sign}&quot; 뒤에 기호 없이 쓴 곱은 두 가지로 읽힐 수 있습니다. &quot;·&quot;나 괄호를 쓰세요</translation>
    </message>
    <message>
        <source>a region is given by its lower left and its upper right corner, got {region}; exchange the numbers</source>
        <translation>영역은 왼쪽 아래와 오른쪽 위 꼭짓점으로 정하는데, 받은 값은 {region}입니다. 수를 서로 맞바꾸세요</translation>
    </message>
    <message>
        <source>a sample whose answer is known, since it was learned</source>
        <translation>학습한 샘플이므로 정답을 아는 샘플</translation>
    </message>
    <message>
        <source>a sample without an answer can&apos;t be learned; say what its label is</source>
        <translation>정답을 모르는 샘플은 학습할 수 없습니다. 정답을 정하세요</translation>
    </message>
    <message>
        <source>a sign is missing before {number}; write one, such as &quot;·&quot; for a product</source>
        <translation>{number} 앞에 기호가 없습니다. 곱이라면 &quot;·&quot;처럼 기호를 쓰세요</translation>
    </message>
    <message>
        <source>a step and its changes</source>
        <translation>스텝과 그 변경 내용</translation>
    </message>
    <message>
        <source>a step and the number of its sample</source>
        <translation>스텝과 그 샘플의 번호</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>a text of several lines stands between three quotes</source>
        <translation>여러 줄로 된 글은 따옴표 세 개로 묶습니다</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>{low}부터 {high}까지의 정수</translation>
    </message>
    <message>
        <source>an argument is missing at its end; write it in braces</source>
        <translation>끝에 인수가 빠져 있습니다. 중괄호 안에 쓰세요</translation>
    </message>
    <message>
        <source>an argument is missing before {sign}; write it in braces</source>
        <translation>{sign} 앞에 인수가 빠져 있습니다. 중괄호 안에 쓰세요</translation>
    </message>
    <message>
        <source>an expression has at most {most} characters, got {count}; shorten it</source>
        <translation>식은 {most}자까지 쓸 수 있는데, 받은 식은 {count}자입니다. 더 짧게 줄이세요</translation>
    </message>
    <message>
        <source>an expression has no &quot;=&quot;; write only what stands to the right of it</source>
        <translation>식에는 &quot;=&quot;를 쓰지 않습니다. 그 오른쪽에 오는 것만 쓰세요</translation>
    </message>
    <message>
        <source>an input is given with the sample and isn&apos;t learned; choose a neuron of a later layer, or a weight</source>
        <translation>입력은 샘플로 주어지며 학습되지 않습니다. 그 뒤 층의 뉴런이나 가중치를 고르세요</translation>
    </message>
    <message>
        <source>an instant of a step</source>
        <translation>스텝의 한 시점</translation>
    </message>
    <message>
        <source>an object in braces</source>
        <translation>중괄호로 묶은 객체</translation>
    </message>
    <message>
        <source>another line is called &quot;{name}&quot; already; give this one a name of its own</source>
        <translation>&quot;{name}&quot;: 다른 줄에 이미 붙인 이름입니다. 이 줄에는 다른 이름을 붙이세요</translation>
    </message>
    <message>
        <source>at {place} stands {value}, but {wanted} belongs there</source>
        <translation>{place} 자리에 있어야 할 것은 {wanted}인데, {value} 값이 들어 있습니다</translation>
    </message>
    <message>
        <source>at {place}: {problem}</source>
        <translation>{place} 자리: {problem}</translation>
    </message>
    <message>
        <source>beat {beat} can&apos;t be shown: {problem}</source>
        <translation>{beat}단계를 보여 줄 수 없습니다: {problem}</translation>
    </message>
    <message>
        <source>between double quotes write every backslash twice, or put the text between three single quotes</source>
        <translation>큰따옴표 안에서는 역슬래시를 모두 두 번씩 쓰거나, 글을 작은따옴표 세 개로 묶으세요</translation>
    </message>
    <message>
        <source>brackets are nested too deeply; take some of them out</source>
        <translation>괄호가 너무 깊이 겹쳐 있습니다. 덜 겹쳐 쓰세요</translation>
    </message>
    <message>
        <source>character {place} of {text}: {reason}</source>
        <translation>{text}의 {place}번째 글자: {reason}</translation>
    </message>
    <message>
        <source>close other programs</source>
        <translation>다른 프로그램을 닫으세요</translation>
    </message>
    <message>
        <source>close other programs, or cut the file and open a part</source>
        <translation>다른 프로그램을 닫거나, 일부만 떼어 내어 여세요</translation>
    </message>
    <message>
        <source>close the bracket</source>
        <translation>괄호를 닫으세요</translation>
    </message>
    <message>
        <source>close the text with the same quotes that it begins with</source>
        <translation>글을 시작한 것과 같은 따옴표로 닫으세요</translation>
    </message>
    <message>
        <source>cut the file and open a part</source>
        <translation>일부만 떼어 내어 여세요</translation>
    </message>
    <message>
        <source>grey values are divided by 255</source>
        <translation>회색조 값을 255로 나눕니다</translation>
    </message>
    <message>
        <source>holds nothing</source>
        <translation>값이 비어 있습니다</translation>
    </message>
    <message>
        <source>in a network {sizes} the graph of this derivative has {count} nodes, and more than {most} can&apos;t be read; choose a weight nearer to the output, or a smaller network</source>
        <translation>신경망 {sizes}에서 이 도함수의 그래프는 노드가 {count}개인데, {most}개를 넘으면 알아볼 수 없습니다. 출력에 더 가까운 가중치나 더 작은 신경망을 고르세요</translation>
    </message>
    <message>
        <source>is too large: its header promises {promise}, but at most {most} are read</source>
        <translation>파일이 너무 큽니다. 헤더에 적힌 크기는 {promise}인데, {most}바이트까지만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>it can&apos;t be read ({error})</source>
        <translation>파일을 읽을 수 없습니다({error})</translation>
    </message>
    <message>
        <source>it can&apos;t be typeset ({problem}); check its braces and commands</source>
        <translation>조판할 수 없습니다({problem}). 중괄호와 명령을 확인하세요</translation>
    </message>
    <message>
        <source>it doesn&apos;t fit into memory</source>
        <translation>너무 커서 메모리에 올릴 수 없습니다</translation>
    </message>
    <message>
        <source>it doesn&apos;t tell which files its samples come from</source>
        <translation>샘플이 어느 파일에서 왔는지 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>it has a part called {name}, and no document has that</source>
        <translation>문서에 있을 수 없는 항목이 들어 있습니다: {name}</translation>
    </message>
    <message>
        <source>it has more than {most} parts, which no document has</source>
        <translation>항목이 {most}개보다 많습니다. 문서의 항목은 그보다 많을 수 없습니다</translation>
    </message>
    <message>
        <source>it has no experiment</source>
        <translation>실험이 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>it has no header</source>
        <translation>헤더가 없습니다</translation>
    </message>
    <message>
        <source>it has two parts called {name}</source>
        <translation>이름이 같은 항목이 둘 있습니다: {name}</translation>
    </message>
    <message>
        <source>it has {count} characters, at most {most} can be typeset; make several formulas of it</source>
        <translation>{count}자인데 최대 {most}자까지 조판할 수 있습니다. 여러 수식으로 나누세요</translation>
    </message>
    <message>
        <source>it holds too many parts</source>
        <translation>항목이 너무 많습니다</translation>
    </message>
    <message>
        <source>it is cut off or damaged</source>
        <translation>파일이 잘렸거나 손상되었습니다</translation>
    </message>
    <message>
        <source>it is nested {depth} deep, at most {most} can be typeset; give a part of it a name</source>
        <translation>{depth}겹으로 겹쳐 있는데 최대 {most}겹까지 조판할 수 있습니다. 일부에 이름을 붙이세요</translation>
    </message>
    <message>
        <source>it is no document of this program</source>
        <translation>이 프로그램의 문서가 아닙니다</translation>
    </message>
    <message>
        <source>it is no document, or it is cut off</source>
        <translation>문서가 아니거나, 파일이 잘렸습니다</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>파일이 아닙니다</translation>
    </message>
    <message>
        <source>it is packed in an unusual way</source>
        <translation>특이한 방식으로 압축되어 있습니다</translation>
    </message>
    <message>
        <source>it is too large to be typeset; make several formulas of it</source>
        <translation>너무 커서 조판할 수 없습니다. 여러 수식으로 나누세요</translation>
    </message>
    <message>
        <source>it promises {total} MB, but has {size} MB only</source>
        <translation>파일에 적힌 크기는 {total} MB인데, 실제 크기는 {size} MB뿐입니다</translation>
    </message>
    <message>
        <source>it takes its samples from {file} on this computer, which is opened only if a person agrees</source>
        <translation>샘플을 이 컴퓨터의 {file}에서 가져오는데, 이 파일은 사용자가 허락해야만 열립니다</translation>
    </message>
    <message>
        <source>it was saved by a newer program, in version {version} of the format, and this one reads up to version {own}</source>
        <translation>더 새로운 프로그램으로 저장한 파일입니다. 파일의 형식 버전은 {version}인데, 이 프로그램은 버전 {own}까지만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>it would have {count} parts, and a document has at most {most}</source>
        <translation>항목이 {count}개가 되는데, 문서에는 최대 {most}개까지 담을 수 있습니다</translation>
    </message>
    <message>
        <source>it would hold more than a document can hold</source>
        <translation>내용이 문서 하나에 담을 수 있는 양을 넘습니다</translation>
    </message>
    <message>
        <source>its formulas are too many to be typeset together; make two beats of it</source>
        <translation>수식이 너무 많아 함께 조판할 수 없습니다. 두 단계로 나누세요</translation>
    </message>
    <message>
        <source>its network has {count} weights and biases, but they are not in the file</source>
        <translation>신경망의 가중치와 편향은 모두 {count}개인데, 그 값이 파일에 없습니다</translation>
    </message>
    <message>
        <source>its run learns from samples that are not those of {data}</source>
        <translation>이 실행이 학습하는 샘플은 {data}의 샘플이 아닙니다</translation>
    </message>
    <message>
        <source>its run learns from samples that come from no file</source>
        <translation>이 실행이 학습하는 샘플은 파일에서 온 것이 아닙니다</translation>
    </message>
    <message>
        <source>its samples can&apos;t be unpacked into {folder} ({error})</source>
        <translation>샘플의 압축을 이 폴더에 풀 수 없습니다: {folder} ({error})</translation>
    </message>
    <message>
        <source>its samples come from another computer</source>
        <translation>샘플이 다른 컴퓨터의 파일에서 왔습니다</translation>
    </message>
    <message>
        <source>its samples come from {file}, which is not there any more or has changed</source>
        <translation>샘플을 읽어 온 파일이 이제 없거나 바뀌었습니다: {file}</translation>
    </message>
    <message>
        <source>its scene can&apos;t be made: {reason}</source>
        <translation>장면을 만들 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>its texts have more than {most} characters together; make two beats of it</source>
        <translation>글이 모두 합쳐 {most}자를 넘습니다. 두 단계로 나누세요</translation>
    </message>
    <message>
        <source>keep a part of it in a file of its own</source>
        <translation>일부만 따로 파일로 만들어 쓰세요</translation>
    </message>
    <message>
        <source>keys with special characters stand in quotes, such as &quot;w1[2,1]&quot;</source>
        <translation>특수 문자가 든 키는 &quot;w1[2,1]&quot;처럼 따옴표로 묶습니다</translation>
    </message>
    <message>
        <source>layer {layer} is {activation}, which isn&apos;t written as an expression that a graph could show; choose another activation</source>
        <translation>{layer}층의 활성화 함수({activation})에는 그래프로 보여 줄 수 있는 식이 없습니다. 다른 활성화 함수를 고르세요</translation>
    </message>
    <message>
        <source>layer {layer} is {activation}: its slope is 0 wherever it has one, so that no derivative comes through; choose another activation</source>
        <translation>{layer}층의 활성화 함수({activation})는 기울기가 있는 곳마다 0이어서 도함수가 전해지지 않습니다. 다른 활성화 함수를 고르세요</translation>
    </message>
    <message>
        <source>look at this line and the one before; texts stand in quotes, and every bracket is closed</source>
        <translation>이 줄과 앞줄을 확인하세요. 글은 따옴표로 묶고, 괄호는 모두 닫아야 합니다</translation>
    </message>
    <message>
        <source>look whether it is there and whether you may read it</source>
        <translation>파일이 있는지, 읽기 권한이 있는지 확인하세요</translation>
    </message>
    <message>
        <source>no edge leads from {source} to {target} in the graph; choose two nodes with an edge between them, or light up the nodes</source>
        <translation>그래프에 {source} → {target} 간선이 없습니다. 간선으로 이어진 두 노드를 고르거나, 노드를 강조하세요</translation>
    </message>
    <message>
        <source>nobody takes part in its descent</source>
        <translation>하강에 참여하는 옵티마이저가 없습니다</translation>
    </message>
    <message>
        <source>nothing is in view in it: neither a step nor a sample</source>
        <translation>보여 줄 것이 없습니다. 스텝도 샘플도 정해져 있지 않습니다</translation>
    </message>
    <message>
        <source>numbers have a decimal point here; write {right} instead of {wrong}</source>
        <translation>여기서는 소수점을 점으로 씁니다. 이렇게 고치세요: {wrong} → {right}</translation>
    </message>
    <message>
        <source>one of its parts holds no plain numbers</source>
        <translation>항목 하나에 단순한 수가 아닌 값이 들어 있습니다</translation>
    </message>
    <message>
        <source>one of its parts is no .npy file</source>
        <translation>항목 하나가 .npy 파일이 아닙니다</translation>
    </message>
    <message>
        <source>one of {known}</source>
        <translation>{known} 중 하나</translation>
    </message>
    <message>
        <source>only the last line may do without a name; write one before it, such as {example}</source>
        <translation>이름 없이 쓸 수 있는 줄은 마지막 줄뿐입니다. {example}처럼 앞에 이름을 쓰세요</translation>
    </message>
    <message>
        <source>open a table with two classes or more; labels stand in the column called label, or else in the last one</source>
        <translation>클래스가 둘 이상인 표를 여세요. 정답은 이름이 label 또는 레이블인 열에, 그런 열이 없으면 마지막 열에 있습니다</translation>
    </message>
    <message>
        <source>open another file, or an older copy of this one</source>
        <translation>다른 파일을 열거나, 이 파일의 예전 사본을 여세요</translation>
    </message>
    <message>
        <source>open it in the window and answer there</source>
        <translation>창에서 열고 물음에 답하세요</translation>
    </message>
    <message>
        <source>point {number} must be {count} finite numbers, got {point}</source>
        <translation>{number}번 점은 유한한 수 {count}개여야 하는데, 받은 값은 {point}입니다</translation>
    </message>
    <message>
        <source>points have 1 or 2 coordinates, got {dimension}</source>
        <translation>점의 좌표는 1개나 2개인데, 받은 좌표는 {dimension}개입니다</translation>
    </message>
    <message>
        <source>put that file back, as it was when it was opened</source>
        <translation>그 파일을 처음 열었을 때의 내용 그대로 되돌려 놓으세요</translation>
    </message>
    <message>
        <source>put that file back, as it was when the document was saved</source>
        <translation>그 파일을 문서를 저장했을 때의 내용 그대로 제자리에 두세요</translation>
    </message>
    <message>
        <source>put the file of {missing} into {folder}</source>
        <translation>{missing} 파일을 이 폴더에 넣으세요: {folder}</translation>
    </message>
    <message>
        <source>random directions get the lengths of the weights, but all weights and biases are 0; take two parameters, or let the network learn first</source>
        <translation>무작위 방향의 길이는 가중치의 길이에 맞추는데, 가중치와 편향이 모두 0입니다. 매개변수 둘을 고르거나, 먼저 신경망을 학습시키세요</translation>
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
        <source>save the table as CSV in UTF-8 and open that</source>
        <translation>표를 UTF-8 인코딩의 CSV 파일로 저장해서 여세요</translation>
    </message>
    <message>
        <source>shorten it</source>
        <translation>더 짧게 줄이세요</translation>
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
        <source>so many keys joined by dots can&apos;t be read; no key of a lecture has more than five</source>
        <translation>점으로 이은 키가 너무 많아 읽을 수 없습니다. 강의에서는 키를 다섯 개까지만 잇습니다</translation>
    </message>
    <message>
        <source>some weights are not finite any more, and no program could go on with them; go back to a step before training ran away and export those</source>
        <translation>유한하지 않은 가중치가 있어 어떤 프로그램으로도 이어서 쓸 수 없습니다. 학습이 발산하기 전의 스텝으로 돌아가 그때의 가중치를 내보내세요</translation>
    </message>
    <message>
        <source>something in it can&apos;t be used ({error})</source>
        <translation>쓸 수 없는 내용이 들어 있습니다({error})</translation>
    </message>
    <message>
        <source>something in it can&apos;t be written ({error})</source>
        <translation>저장할 수 없는 값이 들어 있습니다({error})</translation>
    </message>
    <message>
        <source>something is missing before &quot;{sign}&quot;; write a number, a name or a bracket</source>
        <translation>&quot;{sign}&quot; 앞에 빠진 것이 있습니다. 수, 이름 또는 괄호를 쓰세요</translation>
    </message>
    <message>
        <source>something is missing behind &quot;{sign}&quot;; write a number, a name or a bracket</source>
        <translation>&quot;{sign}&quot; 뒤에 빠진 것이 있습니다. 수, 이름 또는 괄호를 쓰세요</translation>
    </message>
    <message>
        <source>states from the start to the end</source>
        <translation>처음부터 끝까지의 상태</translation>
    </message>
    <message>
        <source>steps of the run in their order</source>
        <translation>순서대로 적은 학습 스텝</translation>
    </message>
    <message>
        <source>take the line out</source>
        <translation>그 줄을 빼세요</translation>
    </message>
    <message>
        <source>the activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>the activation {name} has no expression; give one in z, or everything that would follow from it</source>
        <translation>활성화 함수 {name}에 식이 없습니다. z에 대한 식을 주거나, 식에서 나올 것을 모두 주세요</translation>
    </message>
    <message>
        <source>the batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>the batch size must be 1 to M = {count}, the number of samples, got {size}; M means the full cost</source>
        <translation>배치 크기는 1부터 샘플 수 M = {count}까지인데, 받은 값은 {size}입니다. M이면 전체 손실을 씁니다</translation>
    </message>
    <message>
        <source>the batch size must be at most M = {count}, the number of samples, got {size}; 0 means the full cost</source>
        <translation>배치 크기는 샘플 수 M = {count} 이하여야 하는데, 받은 값은 {size}입니다. 0이면 전체 손실을 씁니다</translation>
    </message>
    <message>
        <source>the batch size must be at most M = {count}, the number of training samples, got {size}; {count} makes one step an epoch</source>
        <translation>배치 크기는 학습 샘플 수 M = {count} 이하여야 하는데, 입력한 값은 {size}입니다. {count}개로 하면 에폭당 1스텝이 됩니다</translation>
    </message>
    <message>
        <source>the class of point {number} must be a whole number from 0 to {last}, got {given}</source>
        <translation>{number}번 점의 클래스는 0부터 {last}까지의 정수여야 하는데, 받은 값은 {given}입니다</translation>
    </message>
    <message>
        <source>the cost</source>
        <translation>손실 함수</translation>
    </message>
    <message>
        <source>the cost {name} has no expression; give one in a and y, or everything that would follow from it</source>
        <translation>손실 함수 {name}에 식이 없습니다. a와 y에 대한 식을 주거나, 식에서 나올 것을 모두 주세요</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>the derivative with respect to this is beyond all numbers that can be computed with; change the values</source>
        <translation>이것에 대한 도함수가 계산할 수 있는 범위를 넘습니다. 값을 바꾸세요</translation>
    </message>
    <message>
        <source>the file can&apos;t be edited here: line {line}: {problem}; mend it in a text editor</source>
        <translation>여기서 편집할 수 없는 파일입니다. {line}번째 줄: {problem}. 텍스트 편집기에서 고치세요</translation>
    </message>
    <message>
        <source>the file can&apos;t be read ({error})</source>
        <translation>파일을 읽을 수 없습니다({error})</translation>
    </message>
    <message>
        <source>the file can&apos;t be read ({problem}); look whether it is there and may be read</source>
        <translation>파일을 읽을 수 없습니다({problem}). 파일이 있는지, 읽기 권한이 있는지 확인하세요</translation>
    </message>
    <message>
        <source>the file doesn&apos;t fit into memory</source>
        <translation>파일이 너무 커서 메모리에 올릴 수 없습니다</translation>
    </message>
    <message>
        <source>the file has more than {limit} rows, and no more are read</source>
        <translation>행이 {limit}개보다 많습니다. 그보다 많은 행은 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the file has more than {most} bytes; make two lectures of it</source>
        <translation>파일이 {most}바이트보다 큽니다. 강의 두 개로 나누세요</translation>
    </message>
    <message>
        <source>the file has {count} commas, brackets and signs of equality, and at most {most} are read; make two lectures of it</source>
        <translation>파일에 쉼표, 괄호, 등호가 {count}개 있는데 최대 {most}개까지 읽습니다. 강의 두 개로 나누세요</translation>
    </message>
    <message>
        <source>the file has {size} MB, but at most {limit} MB are read</source>
        <translation>파일 크기가 {size} MB인데, {limit} MB까지만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>비어 있는 파일입니다</translation>
    </message>
    <message>
        <source>the first beat has no experiment; name one</source>
        <translation>첫 단계에 실험이 없습니다. 실험의 이름을 쓰세요</translation>
    </message>
    <message>
        <source>the first beat has no scene; write one, such as {example}</source>
        <translation>첫 단계에 장면이 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>the formulas of the lecture have more than {most} characters together; make two lectures of it</source>
        <translation>강의의 수식이 모두 합쳐 {most}자를 넘습니다. 강의 두 개로 나누세요</translation>
    </message>
    <message>
        <source>the frozen weights</source>
        <translation>고정된 가중치</translation>
    </message>
    <message>
        <source>the gradient is 0, so it has no direction; choose another plane to see whether this is a minimum, a saddle or a plateau</source>
        <translation>기울기가 0이어서 방향이 없습니다. 최소점인지 안장점인지 고원인지 보려면 다른 평면을 고르세요</translation>
    </message>
    <message>
        <source>the gradient is not finite, so it has no direction; go back to where it was</source>
        <translation>기울기가 유한하지 않아 방향이 없습니다. 유한했던 곳으로 돌아가세요</translation>
    </message>
    <message>
        <source>the graph ends in the cost, which compares the output with the right answer, and that of the sample in view is unknown; choose its label</source>
        <translation>그래프의 끝은 출력을 정답과 비교하는 손실인데, 지금 보이는 샘플의 정답을 모릅니다. 정답을 고르세요</translation>
    </message>
    <message>
        <source>the graph has no {name} there; choose one of {known}</source>
        <translation>여기 그래프에는 {name} 이름이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>the header of one of its parts is too long or too short</source>
        <translation>항목 하나의 헤더가 너무 길거나 너무 짧습니다</translation>
    </message>
    <message>
        <source>the initial weights</source>
        <translation>초기 가중치</translation>
    </message>
    <message>
        <source>the inputs are used as they are</source>
        <translation>입력을 그대로 씁니다</translation>
    </message>
    <message>
        <source>the learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>the lecture has no beats; write {header} and below it title and text</source>
        <translation>강의에 단계가 없습니다. {header} 줄을 쓰고 그 아래에 제목과 본문을 쓰세요</translation>
    </message>
    <message>
        <source>η = {rate}</source>
        <translation>η = {rate}</translation>
    </message>
    <message>
        <source>the network has {count} weights and biases, got {shape} numbers; take those of a network with the same layers</source>
        <translation>신경망의 가중치와 편향은 모두 {count}개인데, 받은 수는 {shape}개입니다. 층이 똑같은 신경망의 것을 쓰세요</translation>
    </message>
    <message>
        <source>the network learns from the file {file}, but the data of a lecture come with the program; choose other data for it</source>
        <translation>신경망이 {file} 파일로 학습하는데, 강의에는 프로그램에 들어 있는 데이터만 쓸 수 있습니다. 다른 데이터를 고르세요</translation>
    </message>
    <message>
        <source>the network {sizes} has no {target}; choose one that it has, counted from 1</source>
        <translation>신경망 {sizes}에는 {target} 자리가 없습니다. 번호를 1부터 세어 이 신경망에 있는 것을 고르세요</translation>
    </message>
    <message>
        <source>the network {sizes} has the layers 0 to {last}, not {layer}; choose one of them</source>
        <translation>신경망 {sizes}의 층은 0부터 {last}까지이고 {layer}층은 없습니다. 이 중에서 고르세요</translation>
    </message>
    <message>
        <source>the number of samples</source>
        <translation>샘플 수</translation>
    </message>
    <message>
        <source>the optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>the optimizer {name} has no rule; give one, or everything that would follow from it</source>
        <translation>옵티마이저 {name}에 규칙이 없습니다. 규칙을 주거나, 규칙에서 나올 것을 모두 주세요</translation>
    </message>
    <message>
        <source>the optimizer&apos;s numbers are given as a list [0.9, …], got {value}</source>
        <translation>옵티마이저의 수는 [0.9, …] 꼴의 목록으로 적는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>the order of the samples</source>
        <translation>샘플 순서</translation>
    </message>
    <message>
        <source>the path holds weights that are not finite, so it has no widest directions; go back to where they were</source>
        <translation>궤적에 유한하지 않은 가중치가 있어 가장 넓게 퍼진 방향을 정할 수 없습니다. 가중치가 유한했던 곳으로 돌아가세요</translation>
    </message>
    <message>
        <source>the place of a frozen weight</source>
        <translation>고정할 가중치의 번호</translation>
    </message>
    <message>
        <source>the present weights are not finite, so they are nowhere on the plane; go back to where they were</source>
        <translation>현재 가중치가 유한하지 않아 평면 위 어디에도 없습니다. 가중치가 유한했던 곳으로 돌아가세요</translation>
    </message>
    <message>
        <source>the principal components need at least 3 different points of the path, got {count}; let the network make a few more steps</source>
        <translation>주성분을 구하려면 궤적에 서로 다른 점이 적어도 3개 있어야 하는데, 지금은 {count}개입니다. 신경망을 몇 스텝 더 학습시키세요</translation>
    </message>
    <message>
        <source>the regularisation</source>
        <translation>규제</translation>
    </message>
    <message>
        <source>the regularisation {name} has no expression; give one in w, or everything that would follow from it</source>
        <translation>규제 {name}에 식이 없습니다. w에 대한 식을 주거나, 식에서 나올 것을 모두 주세요</translation>
    </message>
    <message>
        <source>the row that ends in line {line} can&apos;t be read ({error})</source>
        <translation>{line}번째 줄에서 끝나는 행을 읽을 수 없습니다({error})</translation>
    </message>
    <message>
        <source>the sample in view has no label, and a lecture says what its samples are; choose its label first</source>
        <translation>지금 보이는 샘플의 정답을 모르는데, 강의에 쓰는 샘플에는 정답이 있어야 합니다. 먼저 정답을 고르세요</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>the seed of the data</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>the settings of step {step} are not those that were chosen before it</source>
        <translation>스텝 {step}의 설정이 그 전에 고른 설정과 다릅니다</translation>
    </message>
    <message>
        <source>the shape of these numbers</source>
        <translation>이 수 배열의 모양</translation>
    </message>
    <message>
        <source>the share for testing lies between 0 % and {most} %, got {given} %; at 0 % the training samples serve for both</source>
        <translation>평가 비율은 0 %부터 {most} %까지인데, 입력한 값은 {given} %입니다. 0 %이면 학습 샘플을 평가에도 씁니다</translation>
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
        <source>the sizes of the layers</source>
        <translation>층의 뉴런 수</translation>
    </message>
    <message>
        <source>the standard deviation of column {column} ({name}) is {deviation}, too small to be divided by; use the columns as they are, or another unit in this one</source>
        <translation>열 {column}({name})의 표준 편차는 {deviation}입니다. 나누기에는 너무 작습니다. 열을 그대로 쓰거나, 이 열의 단위를 바꾸세요</translation>
    </message>
    <message>
        <source>the start must be two finite numbers, got {value}; try 0</source>
        <translation>시작점은 유한한 수 둘이어야 하는데, 받은 값은 {value}입니다. 0으로 해 보세요</translation>
    </message>
    <message>
        <source>the start must be two numbers, got {given}; give one for each parameter</source>
        <translation>시작점은 수 둘이어야 하는데, 받은 수는 {given}개입니다. 매개변수마다 하나씩 주세요</translation>
    </message>
    <message>
        <source>the start must lie between −{most} and {most}, got {value}; choose a place on the map</source>
        <translation>시작점의 좌표는 −{most}부터 {most}까지인데, 받은 값은 {value}입니다. 지도에서 한 곳을 고르세요</translation>
    </message>
    <message>
        <source>the state before step {step} is none of this run</source>
        <translation>스텝 {step} 직전의 상태가 이 학습의 것이 아닙니다</translation>
    </message>
    <message>
        <source>the step in view, {step}, is not in it</source>
        <translation>보던 스텝({step})이 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>the subset must have at most the {count} training samples, got {size}; write a smaller number</source>
        <translation>부분집합의 샘플은 학습 샘플 {count}개를 넘을 수 없는데, 받은 값은 {size}입니다. 더 작은 수를 쓰세요</translation>
    </message>
    <message>
        <source>the two directions of the plane are parallel (the angle between them is {angle}°), so they span a line and no plane; choose another direction</source>
        <translation>평면의 두 방향이 평행하여(사이의 각 {angle}°) 평면이 아니라 직선이 됩니다. 다른 방향을 고르세요</translation>
    </message>
    <message>
        <source>the two runs that are compared have networks of different sizes</source>
        <translation>비교하는 두 학습의 신경망 크기가 서로 다릅니다</translation>
    </message>
    <message>
        <source>the two runs that are compared learn from different samples</source>
        <translation>비교하는 두 학습의 샘플이 서로 다릅니다</translation>
    </message>
    <message>
        <source>the update of {name} by η·∂L/∂{name} is too large for a number; choose a smaller learning rate than {rate}</source>
        <translation>{name}: 갱신량 η·∂L/∂{name} 값이 너무 커서 수로 나타낼 수 없습니다. {rate}보다 작은 학습률을 고르세요</translation>
    </message>
    <message>
        <source>the variables {names} have no values; write {example}</source>
        <translation>값이 없는 변수가 있습니다: {names}. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>the weights and biases are numbered 0 to {last}, but number {place} is frozen; take it out</source>
        <translation>가중치와 편향의 번호는 0부터 {last}까지인데, {place}번이 고정되어 있습니다. 이 번호를 빼세요</translation>
    </message>
    <message>
        <source>the weights are too large for a map of their surroundings; go back to smaller ones</source>
        <translation>가중치가 너무 커서 그 주변의 지도를 그릴 수 없습니다. 더 작은 가중치로 돌아가세요</translation>
    </message>
    <message>
        <source>the weights are too large for random directions of their length; go back to smaller ones</source>
        <translation>가중치가 너무 커서 그 길이를 가진 무작위 방향을 만들 수 없습니다. 더 작은 가중치로 돌아가세요</translation>
    </message>
    <message>
        <source>the weights {file} can&apos;t be read ({error}); put the file beside the lecture</source>
        <translation>가중치 파일 {file}: 읽을 수 없습니다({error}). 강의와 같은 폴더에 넣으세요</translation>
    </message>
    <message>
        <source>the window can&apos;t reach beyond {most} or be narrower than a millionth of its place, got {low} to {high} for {symbol}; choose another one</source>
        <translation>{symbol}의 표시 범위는 {most}보다 멀리 닿거나 그 위치의 백만분의 1보다 좁을 수 없는데, 받은 범위는 {low}부터 {high}까지입니다. 다른 범위를 고르세요</translation>
    </message>
    <message>
        <source>the window must end above where it begins, got {low} to {high} for {symbol}; exchange the two numbers</source>
        <translation>{symbol}의 표시 범위는 끝이 시작보다 커야 하는데, 받은 범위는 {low}부터 {high}까지입니다. 두 수를 맞바꾸세요</translation>
    </message>
    <message>
        <source>the window must have finite ends, got {low} to {high} for {symbol}; try −2 to 2</source>
        <translation>{symbol}의 표시 범위는 양 끝이 유한해야 하는데, 받은 범위는 {low}부터 {high}까지입니다. −2부터 2까지로 해 보세요</translation>
    </message>
    <message>
        <source>the {count} points of the path lie on a straight line, which spans no plane; let the network learn on, or choose another plane</source>
        <translation>궤적의 점 {count}개가 한 직선 위에 있어 평면이 생기지 않습니다. 신경망을 더 학습시키거나 다른 평면을 고르세요</translation>
    </message>
    <message>
        <source>the {direction} of the plane is zero, so it leads nowhere; choose another one</source>
        <translation>평면의 {direction}: 0이라서 어디로도 향하지 않습니다. 다른 방향을 고르세요</translation>
    </message>
    <message>
        <source>the {name} of the plane must be finite, but number {place} of it is {value}; go back to where the weights were finite</source>
        <translation>평면의 {name}: 모든 값이 유한해야 하는데, {place}번째 값이 {value}입니다. 가중치가 유한했던 곳으로 돌아가세요</translation>
    </message>
    <message>
        <source>the {name} of the plane must have the shape {expected}, one number for each weight and bias, got {shape}; take one of this network</source>
        <translation>평면의 {name}: 가중치와 편향마다 수가 하나씩 있는 {expected} 모양이어야 하는데, 받은 모양은 {shape}입니다. 이 신경망의 것을 쓰세요</translation>
    </message>
    <message>
        <source>there are names of columns, but no rows of numbers</source>
        <translation>열 이름만 있고, 수가 든 행이 없습니다</translation>
    </message>
    <message>
        <source>there are no initial weights {name}; choose one of {known}</source>
        <translation>초기 가중치 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there can be at most {most} beats, got {count}; make two lectures of it</source>
        <translation>단계는 최대 {most}개인데, 받은 단계는 {count}개입니다. 강의 두 개로 나누세요</translation>
    </message>
    <message>
        <source>there can be at most {most} starts, got {given}; take some away</source>
        <translation>시작점은 최대 {most}개인데, 받은 시작점은 {given}개입니다. 몇 개를 빼세요</translation>
    </message>
    <message>
        <source>there is no activation {name}; choose one of {known}</source>
        <translation>활성화 함수 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no command {command}; take another one, or write it as \text{{…}}</source>
        <translation>{command} 라는 명령은 없습니다. 다른 명령을 쓰거나 \text{{…}} 로 쓰세요</translation>
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
        <source>there is no environment {name}; choose one of {known}</source>
        <translation>{name} 이라는 환경은 없습니다. {known} 가운데 하나를 고르세요</translation>
    </message>
    <message>
        <source>there is no expression &quot;{name}&quot;; choose one of {known}</source>
        <translation>식 &quot;{name}&quot; 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no expression yet; write one, such as {example}</source>
        <translation>아직 식이 없습니다. {example}처럼 식을 쓰세요</translation>
    </message>
    <message>
        <source>there is no file {name}; write the path of a .toml file</source>
        <translation>{name} 파일이 없습니다. .toml 파일의 경로를 쓰세요</translation>
    </message>
    <message>
        <source>there is no input feature {name}; choose one of {known}</source>
        <translation>입력 특징 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no key {key} here; perhaps you mean {nearest}? The keys are {known}</source>
        <translation>여기에 {key} 키는 없습니다. 혹시 {nearest} 아닌가요? 쓸 수 있는 키: {known}</translation>
    </message>
    <message>
        <source>there is no key {key} here; take it out, or choose one of {known}</source>
        <translation>여기에 {key} 키는 없습니다. 빼거나 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no key {key} here; write it inside of settings = {example}</source>
        <translation>여기에 {key} 키는 없습니다. settings = {example} 안에 쓰세요</translation>
    </message>
    <message>
        <source>there is no lecture {name}; choose one of {known}, or write the path of a .toml file</source>
        <translation>{name} 강의가 없습니다. .toml 파일의 경로를 쓰거나 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no network yet whose derivative could be shown; begin with an experiment</source>
        <translation>도함수를 보여 줄 신경망이 아직 없습니다. 실험에서 시작하세요</translation>
    </message>
    <message>
        <source>there is no neuron {neuron} here: there are {count} neurons; choose another instant</source>
        <translation>여기에는 뉴런 {neuron}번이 없습니다. 뉴런은 {count}개입니다. 다른 시점을 고르세요</translation>
    </message>
    <message>
        <source>there is no node &quot;{name}&quot; in this graph; choose one of {known}</source>
        <translation>이 그래프에 &quot;{name}&quot; 노드가 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no operation {name}; choose one of {known}</source>
        <translation>연산 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no optimizer &quot;{name}&quot;; choose one of {known}</source>
        <translation>&quot;{name}&quot; 옵티마이저가 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no optimizer {name}; choose one of {known}</source>
        <translation>옵티마이저 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no reading {name} in the workspace {workspace}; perhaps you mean {nearest}? There are {names}</source>
        <translation>{workspace} 작업 공간에는 {name} 값이 없습니다. 혹시 {nearest} 아닌가요? 쓸 수 있는 값: {names}</translation>
    </message>
    <message>
        <source>there is no reading {name} in the workspace {workspace}; there are {names}: choose one of them</source>
        <translation>{workspace} 작업 공간에는 {name} 값이 없습니다. 이 중에서 고르세요: {names}</translation>
    </message>
    <message>
        <source>there is no regularisation {name}; choose one of {known}</source>
        <translation>규제 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no runner {number} in lane {lane} here; choose another one</source>
        <translation>여기 {lane}번 레인에는 움직이는 점 {number}번이 없습니다. 다른 것을 고르세요</translation>
    </message>
    <message>
        <source>there is no sample {number} in the {part} data, they have {count}; choose another number</source>
        <translation>{part} 데이터에는 샘플 {number}번이 없고, 모두 {count}개입니다. 다른 번호를 고르세요</translation>
    </message>
    <message>
        <source>there is no scaling {name}; choose one of {known}</source>
        <translation>스케일링 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no sign between &quot;{before}&quot; and &quot;{after}&quot;; write {product} for a product</source>
        <translation>&quot;{before}&quot;, &quot;{after}&quot; 사이에 기호가 없습니다. 곱이라면 {product}처럼 쓰세요</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>그런 파일이 없습니다</translation>
    </message>
    <message>
        <source>there is no such file in {folder}</source>
        <translation>이 폴더에 그런 파일이 없습니다: {folder}</translation>
    </message>
    <message>
        <source>there is no surface &quot;{name}&quot;; choose one of {known}</source>
        <translation>손실 곡면 &quot;{name}&quot; 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no test function {name}; choose one of {known}</source>
        <translation>테스트 함수 {name} 항목이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no variable {name} in this graph; choose one of {known}</source>
        <translation>이 그래프에 없는 변수입니다: {name}. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>there is no {name}; for a product write {product}</source>
        <translation>없는 이름입니다: {name}. 곱이라면 {product}처럼 쓰세요</translation>
    </message>
    <message>
        <source>there is no {name}; perhaps you mean {nearest}? The names are {names}, the functions {functions}</source>
        <translation>없는 이름입니다: {name}. 혹시 {nearest} 아닌가요? 쓸 수 있는 이름: {names}, 함수: {functions}</translation>
    </message>
    <message>
        <source>there is no {name}; the names are {names}, the functions {functions}</source>
        <translation>없는 이름입니다: {name}. 쓸 수 있는 이름: {names}, 함수: {functions}</translation>
    </message>
    <message>
        <source>there is no {phase} in layer {layer} here; choose another instant</source>
        <translation>여기 {layer}층에는 {phase} 시점이 없습니다. 다른 시점을 고르세요</translation>
    </message>
    <message>
        <source>there is one column only</source>
        <translation>열이 하나뿐입니다</translation>
    </message>
    <message>
        <source>these data are no pictures, so nothing can be drawn; give inputs instead</source>
        <translation>이 데이터는 이미지가 아니어서 그려 넣을 수 없습니다. 대신 입력값을 주세요</translation>
    </message>
    <message>
        <source>these settings can&apos;t change during a run; start a new one</source>
        <translation>이 설정은 학습 도중에 바꿀 수 없습니다. 새 학습을 시작하세요</translation>
    </message>
    <message>
        <source>this &quot;)&quot; closes no bracket; delete it, or open one before it with &quot;(&quot;</source>
        <translation>이 &quot;)&quot;에 짝이 되는 괄호가 없습니다. 지우거나, 앞에서 &quot;(&quot;로 괄호를 여세요</translation>
    </message>
    <message>
        <source>this bracket is never closed; add &quot;)&quot; where it ends</source>
        <translation>이 괄호가 닫히지 않았습니다. 끝나는 곳에 &quot;)&quot;를 넣으세요</translation>
    </message>
    <message>
        <source>this depends on no variable, so that there is nothing to differentiate by; write a name, such as {example}, for one of the numbers</source>
        <translation>변수가 하나도 없어 무엇으로 미분할지 알 수 없습니다. 수 하나를 {example} 같은 이름으로 바꾸세요</translation>
    </message>
    <message>
        <source>this goes round in a circle, so that no line can be the first: {ring}; change one of these lines</source>
        <translation>줄들이 돌고 돌아 먼저 계산할 수 있는 줄이 없습니다: {ring}. 이 중 한 줄을 고치세요</translation>
    </message>
    <message>
        <source>this is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>this is nested more than {deepest} levels deep; use fewer brackets, signs and powers inside one another</source>
        <translation>{deepest}겹보다 깊이 겹쳐 있습니다. 괄호, 기호, 거듭제곱을 덜 겹쳐 쓰세요</translation>
    </message>
    <message>
        <source>this is no file that can be read</source>
        <translation>읽을 수 있는 파일이 아닙니다</translation>
    </message>
    <message>
        <source>this is no text file</source>
        <translation>텍스트 파일이 아닙니다</translation>
    </message>
    <message>
        <source>this is no text in UTF-8; save it as UTF-8 in the editor that it comes from</source>
        <translation>UTF-8 텍스트가 아닙니다. 파일을 만든 편집기에서 UTF-8로 저장하세요</translation>
    </message>
    <message>
        <source>this is not TOML, column {column}: {problem}; {remedy}</source>
        <translation>TOML 형식이 아닙니다({column}열: {problem}). {remedy}</translation>
    </message>
    <message>
        <source>this is not TOML, it ends too early: {problem}; {remedy}</source>
        <translation>TOML 형식이 아닙니다. 글이 도중에 끝납니다({problem}). {remedy}</translation>
    </message>
    <message>
        <source>this is not TOML: {problem}; write shorter numbers</source>
        <translation>TOML 형식이 아닙니다({problem}). 수를 더 짧게 쓰세요</translation>
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
        <source>this is not an experiment: {sign} stands in it {count} times, and in an experiment at most {most} times; save one and compare</source>
        <translation>실험 파일이 아닙니다: {sign} 문자가 {count}번 나오는데 실험 파일에는 최대 {most}번 나옵니다. 실험을 하나 저장해서 비교해 보세요</translation>
    </message>
    <message>
        <source>this lights up in the workspace {owner} only, but {workspace} is in view; take it out, or write {example} into the scene</source>
        <translation>{owner} 작업 공간에서만 강조할 수 있는데, 지금은 {workspace} 작업 공간입니다. 빼거나, 장면에 {example} 항목을 쓰세요</translation>
    </message>
    <message>
        <source>this run was changed by hand or learned a sample of your own, and its {count} weights and biases are too many to be written into a lecture (at most {most}); undo that, or train a new run</source>
        <translation>이 학습은 손으로 바꾸었거나 내 샘플을 학습했는데, 가중치와 편향이 {count}개나 되어 강의에 적을 수 없습니다(최대 {most}개). 변경을 되돌리거나 새로 학습하세요</translation>
    </message>
    <message>
        <source>this surface belongs to no model on data, so it has no other structure; choose a model</source>
        <translation>이 곡면은 데이터를 쓰는 모델의 것이 아니어서 다른 구조가 없습니다. 모델을 고르세요</translation>
    </message>
    <message>
        <source>this surface has no data to take batches from; choose a model</source>
        <translation>이 곡면에는 배치를 뽑을 데이터가 없습니다. 모델을 고르세요</translation>
    </message>
    <message>
        <source>this surface has no samples to draw mini-batches from, but the batch size is {size}; set it to 0, which means the full cost</source>
        <translation>이 곡면에는 미니배치를 뽑을 샘플이 없는데, 배치 크기가 {size}입니다. 전체 손실을 뜻하는 0으로 하세요</translation>
    </message>
    <message>
        <source>to the left of &quot;=&quot; stands a single name, as in {example}; got {written}</source>
        <translation>&quot;=&quot; 왼쪽에는 {example}처럼 이름 하나만 쓸 수 있습니다. 지금 쓴 것: {written}</translation>
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
        <source>training points are given as {example}, got {value}</source>
        <translation>학습용 점은 {example} 꼴로 적는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>two corners</source>
        <translation>꼭짓점 둘</translation>
    </message>
    <message>
        <source>two numbers</source>
        <translation>수 둘</translation>
    </message>
    <message>
        <source>two runs side by side differ in one setting only, or nobody could tell what makes the difference: set {first} or {second} back</source>
        <translation>나란히 진행하는 두 학습은 설정 하나만 달라야 합니다. 그래야 무엇 때문에 차이가 나는지 알 수 있습니다. 둘 중 하나를 되돌리세요: {first}, {second}</translation>
    </message>
    <message>
        <source>two runs side by side have the same seed and samples, so they can differ in the learning rate, an activation, the initial weights, the batch size or the optimizer; set {other} back</source>
        <translation>나란히 진행하는 두 학습은 같은 조건에서 시작하며, 학습률, 활성화 함수, 초기 가중치, 배치 크기, 옵티마이저만 다를 수 있습니다. 이 설정은 되돌리세요: {other}</translation>
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
        <source>update Deltaflow and open it again</source>
        <translation>Deltaflow를 업데이트한 뒤 다시 여세요</translation>
    </message>
    <message>
        <source>variables of the graph</source>
        <translation>그래프의 변수</translation>
    </message>
    <message>
        <source>weights are exported as {endings}, got {file}; give it one of these endings</source>
        <translation>가중치는 {endings} 파일로 내보내는데, 받은 이름은 {file}입니다. 둘 중 하나로 끝나게 하세요</translation>
    </message>
    <message>
        <source>write all keys either in the braces or below a header, not both</source>
        <translation>모든 키를 중괄호 안과 머리글 아래 중 한 곳에만 쓰세요</translation>
    </message>
    <message>
        <source>write every key once</source>
        <translation>키는 저마다 한 번만 쓰세요</translation>
    </message>
    <message>
        <source>write every table once; a further beat begins with [[beat]], a further action with [[beat.action]]</source>
        <translation>표는 저마다 한 번만 쓰세요. 다음 단계는 [[beat]], 다음 동작은 [[beat.action]] 줄로 시작합니다</translation>
    </message>
    <message>
        <source>write key = value; keys with brackets or dots stand in quotes, such as &quot;w1[2,1]&quot;</source>
        <translation>키 = 값 꼴로 쓰세요. 대괄호나 점이 든 키는 &quot;w1[2,1]&quot;처럼 따옴표로 묶습니다</translation>
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
        <source>{command} can&apos;t be used in a formula; write the formula without it</source>
        <translation>수식에는 {command} 을(를) 쓸 수 없습니다. 그것 없이 쓰세요</translation>
    </message>
    <message>
        <source>{cost} is read from z at a jump, so that no operation of a graph has its slope; choose another cost</source>
        <translation>{cost}: 값이 뛰는 곳에서 z로 바로 계산하므로, 그 기울기를 갖는 그래프 연산이 없습니다. 다른 손실 함수를 고르세요</translation>
    </message>
    <message>
        <source>{cost} isn&apos;t written as an expression that a graph could show; choose another cost</source>
        <translation>{cost}: 그래프로 보여 줄 수 있는 식이 없습니다. 다른 손실 함수를 고르세요</translation>
    </message>
    <message>
        <source>{cost} {reason}, got {activation}; {remedy}</source>
        <translation>{cost}: {reason}. 지금 출력층의 활성화 함수: {activation}. {remedy}</translation>
    </message>
    <message>
        <source>{count} whole numbers</source>
        <translation>정수 {count}개</translation>
    </message>
    <message>
        <source>{data} is a truth table: its rows are given and can&apos;t be moved</source>
        <translation>{data}: 진리표라서 행이 정해져 있고 옮길 수 없습니다</translation>
    </message>
    <message>
        <source>{data} needs {count} output neurons, got {neurons}; set the last layer to {count}</source>
        <translation>{data}: 출력 뉴런 {count}개가 필요한데 지금은 {neurons}개입니다. 마지막 층의 뉴런을 {count}개로 하세요</translation>
    </message>
    <message>
        <source>{file} belongs to a network with another number of layers: {given}, not {wanted} as in {sizes}; choose another file, or change the layers of the network</source>
        <translation>{file} 파일은 층 수가 다른 신경망의 것입니다. 파일의 층은 {given}개인데, 신경망 {sizes}의 층은 {wanted}개입니다. 다른 파일을 고르거나 신경망의 층을 바꾸세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be opened: {reason}; {remedy}</source>
        <translation>{file} 파일을 열 수 없습니다: {reason}. {remedy}</translation>
    </message>
    <message>
        <source>{file} can&apos;t be read ({error}); choose another file</source>
        <translation>{file} 파일을 읽을 수 없습니다({error}). 다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be read ({error}); choose another lecture</source>
        <translation>{file} 파일을 읽을 수 없습니다({error}). 다른 강의를 고르세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be read ({problem}); put a PNG or JPEG file of at most {most} MB beside the lecture</source>
        <translation>{file} 을(를) 읽을 수 없습니다({problem}). 최대 {most} MB인 PNG 또는 JPEG 파일을 강의 옆에 두세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be saved: it doesn&apos;t fit into memory; close other programs and save it again</source>
        <translation>{file} 파일을 저장할 수 없습니다. 메모리가 부족합니다. 다른 프로그램을 닫고 다시 저장하세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be saved: {reason}, and opening it would give others; write the samples into a table (.csv), open that and begin a run with it</source>
        <translation>{file} 파일을 저장할 수 없습니다: {reason}. 다시 열면 다른 샘플이 나옵니다. 샘플을 표(.csv)로 저장하고, 그 표를 열어 새로 시작하세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be saved: {reason}; begin a new run and save that</source>
        <translation>{file} 파일을 저장할 수 없습니다: {reason}. 새 학습을 시작해 저장하세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be used: {problem}</source>
        <translation>{file} 파일을 사용할 수 없습니다: {problem}</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written ({error}); look whether the disk is full or the folder is write-protected</source>
        <translation>{file} 파일에 저장할 수 없습니다({error}). 디스크가 가득 찼는지, 폴더가 쓰기 금지인지 확인하세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written ({reason}); choose another folder</source>
        <translation>{file} 파일에 저장할 수 없습니다({reason}). 다른 폴더를 고르세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written: there is no folder {folder}; choose another one</source>
        <translation>{file}: 파일을 쓸 수 없습니다. 폴더가 없습니다: {folder}. 다른 폴더를 고르세요</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written; choose another folder</source>
        <translation>{file} 파일에 저장할 수 없습니다. 다른 폴더를 고르세요</translation>
    </message>
    <message>
        <source>{file} has {size} MB; weights of this network take {expected} MB at most. Choose the file of a network like this one</source>
        <translation>{file} 파일의 크기는 {size} MB인데, 이 신경망의 가중치는 최대 {expected} MB입니다. 이와 같은 신경망의 파일을 고르세요</translation>
    </message>
    <message>
        <source>{file} has {width} × {height} pixels, at most {most} million in all can be shown; make it smaller</source>
        <translation>{file} 은(는) {width} × {height} 픽셀인데 모두 {most}백만 픽셀까지 보일 수 있습니다. 더 작게 만드세요</translation>
    </message>
    <message>
        <source>{file} is a link to another file; put a copy of that beside the lecture</source>
        <translation>{file} 은(는) 다른 파일로 가는 링크입니다. 그 파일의 사본을 강의 옆에 두세요</translation>
    </message>
    <message>
        <source>{file} is damaged or cut off; save the picture anew</source>
        <translation>{file} 파일이 손상되었거나 잘려 있습니다. 그림을 다시 저장하세요</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB, so it is no experiment; choose another file</source>
        <translation>{file}: {most} MB보다 커서 실험 파일이 아닙니다. 다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>{file} is no PNG or JPEG picture; save it as one</source>
        <translation>{file} 은(는) PNG도 JPEG도 아닙니다. 그런 그림으로 저장하세요</translation>
    </message>
    <message>
        <source>{file} is no whole .npz or .safetensors file ({error}); export the weights again</source>
        <translation>{file}: 온전한 .npz 또는 .safetensors 파일이 아닙니다({error}). 가중치를 다시 내보내세요</translation>
    </message>
    <message>
        <source>{file} is of no kind that can be opened here; choose a document (.deltaflow), an experiment (.json), a table (.csv) or an IDX file (such as train-images-idx3-ubyte)</source>
        <translation>{file}: 여기서 열 수 있는 종류가 아닙니다. 문서(.deltaflow), 실험(.json), 표(.csv), IDX 파일(예: train-images-idx3-ubyte) 가운데 고르세요</translation>
    </message>
    <message>
        <source>{file} is to lie beside the lecture, which is in no folder yet; save it first</source>
        <translation>{file} 은(는) 강의 옆에 있어야 하는데 강의가 아직 어느 폴더에도 없습니다. 먼저 저장하세요</translation>
    </message>
    <message>
        <source>{file} lacks {name}; a layer needs weights and biases</source>
        <translation>{file}: {name} 배열이 없습니다. 층에는 가중치와 편향이 모두 있어야 합니다</translation>
    </message>
    <message>
        <source>{file} {reason}; {remedy}</source>
        <translation>{file}: {reason}. {remedy}</translation>
    </message>
    <message>
        <source>{file}: {name} (layer {layer}) has the shape {given}, but this network needs {wanted}; choose another file, or change the sizes of the network</source>
        <translation>{file}: {name} 배열({layer}층)의 모양은 {given}인데, 이 신경망에 맞는 모양은 {wanted}입니다. 다른 파일을 고르거나 신경망의 크기를 바꾸세요</translation>
    </message>
    <message>
        <source>{file}: {name} (layer {layer}) has the shape {given}, but this network needs {wanted}; transpose it, so that each neuron has a row of weights</source>
        <translation>{file}: {name} 배열({layer}층)의 모양은 {given}인데, 이 신경망에 맞는 모양은 {wanted}입니다. 뉴런마다 가중치가 한 행이 되도록 전치하세요</translation>
    </message>
    <message>
        <source>{file}: {name} holds numbers of the kind {kind}; weights are {kinds}. Convert them to float64</source>
        <translation>{file}: {name} 배열에 든 수의 형식은 {kind}인데, 가중치에 쓸 수 있는 형식은 {kinds}입니다. float64 형식으로 변환하세요</translation>
    </message>
    <message>
        <source>{file}: {name} holds {value}, which is no finite number; export weights from before training ran away</source>
        <translation>{file}: {name} 배열의 {value} 값은 유한한 수가 아닙니다. 학습이 발산하기 전의 가중치를 내보내세요</translation>
    </message>
    <message>
        <source>{file}: {name} is neither the weights nor the biases of a layer; its name would end with weight or bias. Take it out</source>
        <translation>{file}: {name} 배열은 층의 가중치도 편향도 아닙니다. 가중치나 편향의 이름은 weight 또는 bias로 끝납니다. 이 배열을 빼세요</translation>
    </message>
    <message>
        <source>{file}: {problem}</source>
        <translation>{file}: {problem}</translation>
    </message>
    <message>
        <source>{file}: {reason}; {remedy}</source>
        <translation>{file}: {reason}. {remedy}</translation>
    </message>
    <message>
        <source>{first} is used as ({first} − {mean1}) / {deviation1}, {second} as ({second} − {mean2}) / {deviation2}</source>
        <translation>{first} 대신 ({first} − {mean1}) / {deviation1}, {second} 대신 ({second} − {mean2}) / {deviation2} 값을 씁니다</translation>
    </message>
    <message>
        <source>{key} belongs to a condition; write until as well, or epochs instead</source>
        <translation>{key}: 조건에 딸린 키입니다. until도 함께 쓰거나, 대신 epochs를 쓰세요</translation>
    </message>
    <message>
        <source>{key} belongs to a surface of one&apos;s own; write its expression, too</source>
        <translation>{key}: 직접 만든 곡면에 딸린 키입니다. 곡면의 식도 쓰세요</translation>
    </message>
    <message>
        <source>{key} belongs to the workspace {owner}, but {workspace} is in view; write {example} before it, or take it out</source>
        <translation>{key}: {owner} 작업 공간의 키인데, 지금은 {workspace} 작업 공간입니다. 앞에 {example} 항목을 쓰거나 이 키를 빼세요</translation>
    </message>
    <message>
        <source>{key} has characters that can&apos;t be shown; delete them</source>
        <translation>{key}: 표시할 수 없는 문자가 있습니다. 지우세요</translation>
    </message>
    <message>
        <source>{key} has different numbers of choices: {counts}; write as many in each language</source>
        <translation>{key}: 보기의 개수가 언어마다 다릅니다({counts}). 같은 개수로 쓰세요</translation>
    </message>
    <message>
        <source>{key} has no kind; choose one of {known}, or write kind = &quot;&quot; to end it</source>
        <translation>{key}에 kind 키가 없습니다. 끝내려면 kind = &quot;&quot;로 쓰고, 아니면 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{key} has no name; write it as in {example}</source>
        <translation>{key}에 name 키가 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} has no neurons; write {example}</source>
        <translation>{key}에 neurons 키가 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} has no phase; choose one of {known}</source>
        <translation>{key}에 phase 키가 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{key} has no {missing}; write it as in {kinds}</source>
        <translation>{key}에 {missing} 키가 없습니다. 다음처럼 쓰세요: {kinds}</translation>
    </message>
    <message>
        <source>{key} has no {missing}; write {example}</source>
        <translation>{key}에 {missing} 키가 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} has {count} bars between cells, at most {most} are shown; make the table smaller</source>
        <translation>{key} 에 칸을 나누는 세로줄이 {count}개 있는데 최대 {most}개까지 보입니다. 표를 줄이세요</translation>
    </message>
    <message>
        <source>{key} has {count} characters, at most {most} are shown; make two beats of it</source>
        <translation>{key} 은(는) {count}자인데 최대 {most}자까지 보입니다. 두 단계로 나누세요</translation>
    </message>
    <message>
        <source>{key} has {count} characters, at most {most} can be read; shorten it</source>
        <translation>{key}: {count}자인데, 최대 {most}자까지 읽을 수 있습니다. 더 짧게 줄이세요</translation>
    </message>
    <message>
        <source>{key} has {count} formulas, more than can be typeset together; make two beats of it</source>
        <translation>{key} 에 수식이 {count}개 있어 함께 조판할 수 없습니다. 두 단계로 나누세요</translation>
    </message>
    <message>
        <source>{key} has {count} pictures, at most {most} are shown; take some of them out</source>
        <translation>{key} 에 그림이 {count}개 있는데 최대 {most}개까지 보입니다. 일부를 빼세요</translation>
    </message>
    <message>
        <source>{key} is empty, and somebody has to move; write it as in {example}</source>
        <translation>{key}: 비어 있는데, 움직이는 것이 하나는 있어야 합니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} is empty; write a condition such as {example}</source>
        <translation>{key}: 비어 있습니다. {example} 같은 조건을 쓰세요</translation>
    </message>
    <message>
        <source>{key} is empty; write a text between the quotes</source>
        <translation>{key}: 비어 있습니다. 따옴표 사이에 글을 쓰세요</translation>
    </message>
    <message>
        <source>{key} is empty; write what can be chosen</source>
        <translation>{key}: 비어 있습니다. 고를 수 있는 보기를 쓰세요</translation>
    </message>
    <message>
        <source>{key} is in no language; write {example}</source>
        <translation>{key}: 어느 언어로도 쓰여 있지 않습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be a finite number, got {value}; choose a number such as 0.5</source>
        <translation>{key} 값은 유한한 수여야 하는데, 받은 값은 {value}입니다. 0.5 같은 수를 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be a list, got {value}; write it as in {example}</source>
        <translation>{key} 값은 목록이어야 하는데, 받은 값은 {value}입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be a number, got {value}; write it without quotes, such as 0.5</source>
        <translation>{key} 값은 수여야 하는데, 받은 값은 {value}입니다. 0.5처럼 따옴표 없이 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be a table, got {value}; write it as in {example}</source>
        <translation>{key} 값은 표여야 하는데, 받은 값은 {value}입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be a text, got {value}; put it in quotes: &quot;…&quot;</source>
        <translation>{key} 값은 글이어야 하는데, 받은 값은 {value}입니다. 따옴표로 묶으세요: &quot;…&quot;</translation>
    </message>
    <message>
        <source>{key} must be a whole number, got {value}; write one such as {example}</source>
        <translation>{key} 값은 정수여야 하는데, 받은 값은 {value}입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be at least {low}, got {value}; try {low}</source>
        <translation>{key}에 쓸 수 있는 값은 {low} 이상입니다. {value} 대신 {low} 값을 써 보세요</translation>
    </message>
    <message>
        <source>{key} must be at most {high}, got {value}; try {high}</source>
        <translation>{key}에 쓸 수 있는 값은 {high} 이하입니다. {value} 대신 {high} 값을 써 보세요</translation>
    </message>
    <message>
        <source>{key} must be one of {kinds}, got {keys}; write one of them</source>
        <translation>{key}에 들어 있는 것: {keys}. 다음 중 하나로 쓰세요: {kinds}</translation>
    </message>
    <message>
        <source>{key} must be one of {kinds}; write one of them</source>
        <translation>{key} 값은 다음 중 하나로 쓰세요: {kinds}</translation>
    </message>
    <message>
        <source>{key} must be the number of a choice, 1 to {count}, got {answer}; choose one of them</source>
        <translation>{key} 값은 1부터 {count}까지의 보기 번호여야 하는데, 받은 값은 {answer}입니다. 이 중에서 고르세요</translation>
    </message>
    <message>
        <source>{key} must be the plain name of a file beside the lecture, got {value}; put the file there and write its name, such as {example}</source>
        <translation>{key} 값은 강의와 같은 폴더에 있는 파일의 이름이어야 하는데, 받은 값은 {value}입니다. 파일을 그 폴더에 넣고 {example}처럼 이름만 쓰세요</translation>
    </message>
    <message>
        <source>{key} must be true or false, got {value}; write true or false without quotes</source>
        <translation>{key} 값은 true나 false여야 하는데, 받은 값은 {value}입니다. true나 false를 따옴표 없이 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have 1 to {most} places, got {count}; write them as in {example}</source>
        <translation>{key}에는 위치를 1개부터 {most}개까지 쓸 수 있는데, 받은 위치는 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have 1 to {most} points, got {count}; write them as in {example}</source>
        <translation>{key}에는 점을 1개부터 {most}개까지 쓸 수 있는데, 받은 점은 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have 1 to {most} strokes, got {count}; write them as in {example}</source>
        <translation>{key}에는 획을 1개부터 {most}개까지 쓸 수 있는데, 받은 획은 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have 2 to 9 choices, got {count}; write them as in {example}</source>
        <translation>{key}에는 보기를 2개부터 9개까지 쓸 수 있는데, 받은 보기는 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have the lower left and the upper right corner, got {count} places; write it as in {example}</source>
        <translation>{key}에는 왼쪽 아래와 오른쪽 위 꼭짓점을 써야 하는데, 받은 위치는 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have the numbers of a lane and of a runner, got {count}; write it as in {example}</source>
        <translation>{key}에는 레인 번호와 움직이는 점의 번호를 써야 하는데, 받은 수는 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key} must have {count} numbers, got {given}; write it as in {example}</source>
        <translation>{key}에는 수 {count}개가 필요한데, 받은 수는 {given}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key}: a lecture can&apos;t open files, got {value}; choose data that come with the program</source>
        <translation>{key}: 강의에서는 파일을 열 수 없는데, 받은 값은 {value}입니다. 프로그램에 들어 있는 데이터를 고르세요</translation>
    </message>
    <message>
        <source>{key}: behind {before} a backslash with {letter} became a control character; between double quotes write every backslash twice, or put the text between three single quotes</source>
        <translation>{key}: {before} 뒤의 역슬래시와 {letter} 글자가 제어 문자로 바뀌었습니다. 큰따옴표 안에서는 역슬래시를 모두 두 번씩 쓰거나, 글을 작은따옴표 세 개로 묶으세요</translation>
    </message>
    <message>
        <source>{key}: in a formula a backslash with n became the end of a line before {rest}; between double quotes write every backslash twice, or put the text between three single quotes</source>
        <translation>{key}: 수식에서 {rest} 앞의 역슬래시와 n이 줄바꿈으로 바뀌었습니다. 큰따옴표 안에서는 역슬래시를 모두 두 번씩 쓰거나, 글을 작은따옴표 세 개로 묶으세요</translation>
    </message>
    <message>
        <source>{key}: no network has been named so far; name its experiment in a beat before, in the workspace {workspace}</source>
        <translation>{key}: 아직 신경망이 정해지지 않았습니다. 앞선 단계에서 {workspace} 작업 공간에 실험의 이름을 쓰세요</translation>
    </message>
    <message>
        <source>{key}: put the number in quotes, or its decimal point parts two keys: &quot;{number}.…&quot; = …</source>
        <translation>{key}: 수를 따옴표로 묶지 않으면 소수점에서 키가 둘로 나뉩니다. 이렇게 쓰세요: &quot;{number}.…&quot; = …</translation>
    </message>
    <message>
        <source>{key}: the data have {count} samples there, got {number}; choose one of 1 to {count}</source>
        <translation>{key}: 그곳의 샘플은 {count}개인데, 받은 번호는 {number}입니다. 1부터 {count}까지 중에서 고르세요</translation>
    </message>
    <message>
        <source>{key}: the data {data} are no pictures, so nothing can be drawn; give inputs and target</source>
        <translation>{key}: {data} 데이터는 이미지가 아니어서 그려 넣을 수 없습니다. inputs와 target을 주세요</translation>
    </message>
    <message>
        <source>{key}: the formula that begins at {begin} never ends; close it with {sign}, or write \$ for a dollar</source>
        <translation>{key}: {begin}에서 시작하는 수식이 끝나지 않습니다. {sign} 기호로 닫으세요. 달러 기호는 \$로 씁니다</translation>
    </message>
    <message>
        <source>{key}: the formula {formula}: {reason}</source>
        <translation>{key}: 수식 {formula}: {reason}</translation>
    </message>
    <message>
        <source>{key}: the graph has no {name} there; choose one of {known}</source>
        <translation>{key}: 여기 그래프에는 {name} 이름이 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{key}: the graph has no {name} there; perhaps you mean {nearest}? It has {known}</source>
        <translation>{key}: 여기 그래프에는 {name} 이름이 없습니다. 혹시 {nearest} 아닌가요? 쓸 수 있는 이름: {known}</translation>
    </message>
    <message>
        <source>{key}: the link to {target} isn&apos;t shown; a link begins with http:// or https://</source>
        <translation>{key}: {target} 으로 가는 링크는 보이지 않습니다. 링크는 http:// 또는 https:// 로 시작해야 합니다</translation>
    </message>
    <message>
        <source>{key}: the network has no experiment yet; write one in the first beat that shows it, such as {example}</source>
        <translation>{key}: 신경망에 아직 실험이 없습니다. 신경망을 처음 보여 주는 단계에 {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key}: the network {sizes} has {wanted} weights and biases, got {count} numbers; give all of them</source>
        <translation>{key}: 신경망 {sizes}의 가중치와 편향은 모두 {wanted}개인데, 받은 수는 {count}개입니다. 빠짐없이 쓰세요</translation>
    </message>
    <message>
        <source>{key}: the point {x}, {y} lies outside of the picture; keep both numbers in 0 to {width}</source>
        <translation>{key}: 점 {x}, {y} 위치는 이미지 밖입니다. 두 수 모두 0부터 {width}까지로 쓰세요</translation>
    </message>
    <message>
        <source>{key}: the step has {count} samples, got {sample}; choose another one</source>
        <translation>{key}: 이 스텝의 샘플은 {count}개인데, 받은 번호는 {sample}입니다. 다른 샘플을 고르세요</translation>
    </message>
    <message>
        <source>{key}: there are {count} lanes, got {lane}; choose another one, or compare first</source>
        <translation>{key}: 레인은 {count}개인데, 받은 번호는 {lane}입니다. 다른 번호를 고르거나, 먼저 비교를 시작하세요</translation>
    </message>
    <message>
        <source>{key}: there are {count} neurons at {phase} of layer {layer}, got {neuron}; choose another one, or none for all</source>
        <translation>{key}: {layer}층의 {phase} 시점에 뉴런은 {count}개인데, 받은 번호는 {neuron}입니다. 다른 번호를 고르거나, 모두 보려면 번호를 빼세요</translation>
    </message>
    <message>
        <source>{key}: there are {count} that move there, got {number}; choose another one</source>
        <translation>{key}: 그곳에서 움직이는 점은 {count}개인데, 받은 번호는 {number}입니다. 다른 번호를 고르세요</translation>
    </message>
    <message>
        <source>{key}: there can be one surface only; take out either surface or expression</source>
        <translation>{key}: 곡면은 하나만 쓸 수 있습니다. surface와 expression 중 하나를 빼세요</translation>
    </message>
    <message>
        <source>{key}: there is no sample {value}; write &quot;none&quot;, or one of {kinds}</source>
        <translation>{key}: {value} 샘플은 없습니다. &quot;none&quot;이라고 쓰거나, 다음 중 하나로 쓰세요: {kinds}</translation>
    </message>
    <message>
        <source>{key}: there is no {phase} where a sample is only looked at and not learned; choose another phase, or go back to the run by {example}</source>
        <translation>{key}: 샘플을 학습하지 않고 보기만 할 때는 {phase} 시점이 없습니다. 다른 시점을 고르거나, {example} 항목을 써서 학습으로 돌아가세요</translation>
    </message>
    <message>
        <source>{key}: there is no {value}; choose one of {known}</source>
        <translation>{key}: {value} 값은 없습니다. 이 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{key}: there is no {value}; perhaps you mean {nearest}? There are {known}</source>
        <translation>{key}: {value} 값은 없습니다. 혹시 {nearest} 아닌가요? 쓸 수 있는 값: {known}</translation>
    </message>
    <message>
        <source>{key}: there is one graph only; write one of {names} and take out the others</source>
        <translation>{key}: 그래프는 하나뿐입니다. 하나만 남기고 나머지는 빼세요: {names}</translation>
    </message>
    <message>
        <source>{key}: {a}, {b} lies too far away; choose a place in the window</source>
        <translation>{key}: {a}, {b} 위치는 너무 멉니다. 보이는 범위 안에서 고르세요</translation>
    </message>
    <message>
        <source>{key}: {name} gets no derivative here; choose another node</source>
        <translation>{key}: 여기서는 {name} 노드의 도함수를 구하지 않습니다. 다른 노드를 고르세요</translation>
    </message>
    <message>
        <source>{key}: {name} is there already; name every optimizer once</source>
        <translation>{key}: {name} 옵티마이저가 이미 있습니다. 저마다 한 번만 쓰세요</translation>
    </message>
    <message>
        <source>{key}: {phase} exists in layer {layers}, not in {layer}; choose one of them</source>
        <translation>{key}: {phase} 시점은 {layers}층에 있고 {layer}층에는 없습니다. 있는 층을 고르세요</translation>
    </message>
    <message>
        <source>{key}: {phase} exists in layers {layers}; say in which one: layer = 1</source>
        <translation>{key}: {phase} 시점이 있는 층: {layers}. 어느 층인지 쓰세요: layer = 1</translation>
    </message>
    <message>
        <source>{key}: {phase} needs a hidden layer, and there is none; choose another phase</source>
        <translation>{key}: {phase} 시점에는 은닉층이 필요한데, 은닉층이 없습니다. 다른 시점을 고르세요</translation>
    </message>
    <message>
        <source>{key}: {reason}</source>
        <translation>{key}: {reason}</translation>
    </message>
    <message>
        <source>{key}: {target} is a neuron, and only weights and biases can be set; write &quot;b1[1]&quot; or &quot;w1[2,1]&quot;</source>
        <translation>{key}: {target} 자리는 뉴런인데, 값을 정할 수 있는 것은 가중치와 편향뿐입니다. &quot;b1[1]&quot;이나 &quot;w1[2,1]&quot;처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key}: {value} can&apos;t be read ({problem}); put the file beside the lecture, as numpy.save writes it</source>
        <translation>{key}: {value} 파일을 읽을 수 없습니다({problem}). numpy.save로 저장한 파일을 강의와 같은 폴더에 넣으세요</translation>
    </message>
    <message>
        <source>{key}: {value} is to lie beside the lecture, which is in no folder yet; save it first</source>
        <translation>{key}: {value} 파일은 강의와 같은 폴더에 있어야 하는데, 강의가 아직 폴더에 없습니다. 먼저 저장하세요</translation>
    </message>
    <message>
        <source>{key}: {value} must hold finite numbers only; write it anew</source>
        <translation>{key}: {value} 파일에는 유한한 수만 있어야 합니다. 다시 만드세요</translation>
    </message>
    <message>
        <source>{key}: {written} is no number as it is written in the text; write its digits, such as {example}</source>
        <translation>{key}: {written} 표기는 본문에 적는 수의 꼴이 아닙니다. {example}처럼 숫자로 쓰세요</translation>
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
        <source>{member} can&apos;t be read ({error})</source>
        <translation>{member} 항목을 읽을 수 없습니다({error})</translation>
    </message>
    <message>
        <source>{member} does not tell where the epochs begin</source>
        <translation>{member} 항목에서 에폭이 시작하는 곳을 알 수 없습니다</translation>
    </message>
    <message>
        <source>{member} has another checksum than it should have</source>
        <translation>{member} 항목의 체크섬이 맞지 않습니다</translation>
    </message>
    <message>
        <source>{member} has another size than it should have</source>
        <translation>{member} 항목의 크기가 맞지 않습니다</translation>
    </message>
    <message>
        <source>{member} has the shape {found}, but {wanted} belongs here</source>
        <translation>{member} 항목의 모양은 {found}인데, 여기에 맞는 모양은 {wanted}입니다</translation>
    </message>
    <message>
        <source>{member} has {size} MB, but at most {most} MB are read</source>
        <translation>{member} 항목의 크기가 {size} MB인데, {most} MB까지만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>{member} has {size} bytes, but its numbers take {wanted}</source>
        <translation>{member} 항목의 크기는 {size}바이트인데, 그 수를 담으려면 {wanted}바이트여야 합니다</translation>
    </message>
    <message>
        <source>{member} holds a number that is not finite</source>
        <translation>{member} 항목에 유한하지 않은 수가 들어 있습니다</translation>
    </message>
    <message>
        <source>{member} holds an array of another kind</source>
        <translation>{member} 항목에 다른 종류의 배열이 들어 있습니다</translation>
    </message>
    <message>
        <source>{member} holds more than a document can hold</source>
        <translation>{member} 항목의 내용이 문서에 담을 수 있는 양보다 많습니다</translation>
    </message>
    <message>
        <source>{member} holds no array</source>
        <translation>{member} 항목에 배열이 없습니다</translation>
    </message>
    <message>
        <source>{member} holds no evaluations of this run</source>
        <translation>{member} 항목에 이 학습의 평가 결과가 없습니다</translation>
    </message>
    <message>
        <source>{member} holds no object in braces</source>
        <translation>{member} 항목에 중괄호로 묶은 객체가 없습니다</translation>
    </message>
    <message>
        <source>{member} holds no states of this run</source>
        <translation>{member} 항목에 이 학습의 상태가 없습니다</translation>
    </message>
    <message>
        <source>{member} is cut off</source>
        <translation>{member} 항목이 잘렸습니다</translation>
    </message>
    <message>
        <source>{member} is cut off or damaged</source>
        <translation>{member} 항목이 잘렸거나 손상되었습니다</translation>
    </message>
    <message>
        <source>{member} is encrypted</source>
        <translation>{member} 항목이 암호화되어 있습니다</translation>
    </message>
    <message>
        <source>{member} is longer than it should be</source>
        <translation>{member} 항목이 정해진 것보다 깁니다</translation>
    </message>
    <message>
        <source>{member} is missing in it</source>
        <translation>{member} 항목이 빠져 있습니다</translation>
    </message>
    <message>
        <source>{member} is nested too deeply</source>
        <translation>{member} 항목이 너무 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
        <source>{member} is no plain file</source>
        <translation>{member} 항목은 일반 파일이 아닙니다</translation>
    </message>
    <message>
        <source>{member} is packed in an unknown way</source>
        <translation>{member} 항목이 알 수 없는 방식으로 압축되어 있습니다</translation>
    </message>
    <message>
        <source>{member} promises {total} MB, but has {size} MB only</source>
        <translation>{member} 항목에 적힌 크기는 {total} MB인데, 실제 크기는 {size} MB뿐입니다</translation>
    </message>
    <message>
        <source>{names} can&apos;t change during a run; start a new one</source>
        <translation>학습 도중에 바꿀 수 없는 설정입니다: {names}. 새 학습을 시작하세요</translation>
    </message>
    <message>
        <source>{name} does not exist in the network {sizes}; neurons are counted from 1 and layers from 1 to {last}: choose another one</source>
        <translation>{name} 값은 신경망 {sizes}에 없습니다. 뉴런은 1부터, 층은 1부터 {last}까지 셉니다. 다른 것을 고르세요</translation>
    </message>
    <message>
        <source>{name} has no derivative in this graph; choose another node</source>
        <translation>이 그래프에는 {name} 노드의 도함수가 없습니다. 다른 노드를 고르세요</translation>
    </message>
    <message>
        <source>{name} holds more or fewer numbers than its header says</source>
        <translation>{name} 배열에 든 수의 개수가 헤더에 적힌 것과 다릅니다</translation>
    </message>
    <message>
        <source>{name} is not saved yet; look at what the editor says about it</source>
        <translation>{name} 강의를 아직 저장하지 못했습니다. 편집기의 메시지를 확인하세요</translation>
    </message>
    <message>
        <source>{name} is there twice</source>
        <translation>{name} 배열이 두 번 나옵니다</translation>
    </message>
    <message>
        <source>{name} is used as ({name} − {mean}) / {deviation}</source>
        <translation>{name} 대신 ({name} − {mean}) / {deviation} 값을 씁니다</translation>
    </message>
    <message>
        <source>{name} must be a finite number, got {value}</source>
        <translation>{name} 값은 유한한 수여야 하는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>{name} must be a list [ … ], got {value}</source>
        <translation>{name} 값은 목록 [ … ] 꼴이어야 하는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>{name} must be a text, got {value}</source>
        <translation>{name} 값은 문자열이어야 하는데, 받은 값은 {value}입니다</translation>
    </message>
    <message>
        <source>{name} names no runner: there are {counts}, counted from 1; choose one of them</source>
        <translation>{name}: 이 번호로 움직이는 점이 없습니다. 1부터 세어 이 중에서 고르세요: {counts}</translation>
    </message>
    <message>
        <source>{name} needs brackets right behind it; write {example}</source>
        <translation>{name} 바로 뒤에는 괄호가 와야 합니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{name} takes one value, got {count}; write {example}</source>
        <translation>{name} 함수에 넣는 값은 1개인데, 받은 값은 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{name} takes {wanted} values or more, got {count}; write {example}</source>
        <translation>{name} 함수에 넣는 값은 {wanted}개 이상인데, 받은 값은 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{name} takes {wanted} values, got {count}; write {example}</source>
        <translation>{name} 함수에 넣는 값은 {wanted}개인데, 받은 값은 {count}개입니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{number} is a number and can&apos;t get another value; write a name to the left of &quot;=&quot;</source>
        <translation>{number}: 수라서 다른 값을 줄 수 없습니다. &quot;=&quot; 왼쪽에는 이름을 쓰세요</translation>
    </message>
    <message>
        <source>{optimizers} optimizers from {starts} starts are {given} that move, and at most {most} can; take fewer optimizers, or go back to one start</source>
        <translation>옵티마이저 {optimizers}개가 시작점 {starts}곳에서 출발하면 움직이는 것이 {given}개인데, 최대 {most}개까지 됩니다. 옵티마이저를 줄이거나 시작점을 하나로 되돌리세요</translation>
    </message>
    <message>
        <source>{optimizer} takes {wanted} numbers, got {given}; give all of them or none</source>
        <translation>{optimizer}: 수 {wanted}개가 필요한데 {given}개를 받았습니다. 모두 적거나 하나도 적지 마세요</translation>
    </message>
    <message>
        <source>{owner} has no {key}; write {example}</source>
        <translation>{owner}에 {key} 키가 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{place} has no layers</source>
        <translation>{place}에 층이 없습니다</translation>
    </message>
    <message>
        <source>{place} {what}</source>
        <translation>{place}: {what}</translation>
    </message>
    <message>
        <source>{problem}</source>
        <translation>{problem}</translation>
    </message>
    <message>
        <source>{shape} = {count} bytes</source>
        <translation>{shape} = {count}바이트</translation>
    </message>
    <message>
        <source>{sign} closes nothing that is open; check the braces</source>
        <translation>{sign} 은(는) 열린 것을 닫지 않습니다. 중괄호를 확인하세요</translation>
    </message>
    <message>
        <source>{sign} is never closed; close it</source>
        <translation>{sign} 이(가) 닫히지 않았습니다. 닫으세요</translation>
    </message>
    <message>
        <source>{term} has a value but no finite slope here; change the values that lead there</source>
        <translation>{term}: 값은 있지만 여기서 기울기가 유한하지 않습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term} is beyond all numbers that can be computed with; change the values that lead there</source>
        <translation>{term}: 계산할 수 있는 범위를 넘습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term}: 0 has no negative powers; change the values that lead there</source>
        <translation>{term}: 0의 음수 거듭제곱은 없습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term}: a number below 0 has no powers but whole ones; change the values that lead there</source>
        <translation>{term}: 음수의 거듭제곱은 지수가 정수일 때만 있습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term}: a number below 0 has no square root; change the values that lead there</source>
        <translation>{term}: 음수의 제곱근은 없습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term}: division by 0 is not defined; change the values that lead there</source>
        <translation>{term}: 0으로 나누기는 정의되지 않습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{term}: only numbers above 0 have a logarithm; change the values that lead there</source>
        <translation>{term}: 로그는 0보다 큰 수에만 있습니다. 여기로 들어오는 값을 바꾸세요</translation>
    </message>
    <message>
        <source>{text} is beyond all numbers that can be computed with; write a smaller one</source>
        <translation>{text}: 계산할 수 있는 범위를 넘는 수입니다. 더 작은 수를 쓰세요</translation>
    </message>
    <message>
        <source>{what} must be a whole number of at least {low}, got {value}; try {remedy}</source>
        <translation>{what}에 쓸 수 있는 값은 {low} 이상의 정수입니다. {value} 대신 {remedy} 값을 써 보세요</translation>
    </message>
    <message>
        <source>{what} must be at most {most}, got {value}; try {most}</source>
        <translation>{what}에 쓸 수 있는 값은 {most} 이하입니다. {value} 대신 {most} 값을 써 보세요</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Ready expressions</source>
        <translation>예제 식</translation>
    </message>
    <message>
        <source>↑ and ↓ choose a row, Enter takes it</source>
        <translation>↑ ↓ 키로 행을 고르고 Enter 키로 확정합니다</translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>150 ReLU neurons and softmax: 98 % of the test digits after a few epochs.</source>
        <translation>ReLU 뉴런 150개와 소프트맥스: 몇 에폭 만에 평가 정확도 98 %.</translation>
    </message>
    <message>
        <source>30 sigmoid neurons learn handwritten digits: about 95 % after two epochs.</source>
        <translation>시그모이드 뉴런 30개가 손글씨 숫자를 학습합니다. 2에폭 뒤 정확도는 약 95 %입니다.</translation>
    </message>
    <message>
        <source>A disc in a ring: the hidden neurons&apos; lines are bent into a closed curve.</source>
        <translation>고리 안의 원판: 은닉층 뉴런들의 직선이 휘어 닫힌 곡선이 됩니다.</translation>
    </message>
    <message>
        <source>A learning rate that is too large kills ReLU neurons: they are 0 for every sample and never come back.</source>
        <translation>학습률이 너무 크면 ReLU 뉴런이 죽습니다. 모든 샘플에서 0이 되고 다시는 살아나지 않습니다.</translation>
    </message>
    <message>
        <source>A perceptron with the weights 2, 2 and the bias −3 is on only when both inputs are.</source>
        <translation>가중치가 2, 2이고 편향이 −3인 퍼셉트론은 두 입력이 모두 켜져야만 켜집니다.</translation>
    </message>
    <message>
        <source>A perceptron with the weights −2, −2 and the bias 3 is a NAND gate.</source>
        <translation>가중치가 −2, −2이고 편향이 3인 퍼셉트론은 NAND 게이트입니다.</translation>
    </message>
    <message>
        <source>AND by hand</source>
        <translation>AND, 손으로</translation>
    </message>
    <message>
        <source>AND, learned</source>
        <translation>AND 학습</translation>
    </message>
    <message>
        <source>All samples in one step: the cost falls smoothly, but an epoch is a single step.</source>
        <translation>모든 샘플이 한 스텝: 손실이 매끄럽게 줄지만, 한 에폭이 한 스텝뿐입니다.</translation>
    </message>
    <message>
        <source>All weights begin at 0: the hidden neurons stay alike for ever, and four of them do no more than one.</source>
        <translation>모든 가중치가 0에서 시작하면 은닉층의 뉴런이 언제까지나 똑같아서, 네 개가 있어도 한 개와 다를 바 없습니다.</translation>
    </message>
    <message>
        <source>All weights start at zero</source>
        <translation>모든 가중치를 0에서</translation>
    </message>
    <message>
        <source>Bump from two sigmoids</source>
        <translation>시그모이드 두 개로 봉우리</translation>
    </message>
    <message>
        <source>Circle from squares</source>
        <translation>제곱으로 원</translation>
    </message>
    <message>
        <source>Curve of straight pieces</source>
        <translation>직선 조각으로 곡선</translation>
    </message>
    <message>
        <source>Curve, sine</source>
        <translation>사인 곡선</translation>
    </message>
    <message>
        <source>Dead ReLUs</source>
        <translation>죽은 ReLU</translation>
    </message>
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
        <source>Circles</source>
        <translation>동심원</translation>
    </message>
    <message>
        <source>A 2-3-2 network with round weights and quadratic cost: small enough to work out BP1 to BP4 with a pencil.</source>
        <translation>가중치가 딱 떨어지는 2-3-2 신경망과 이차 손실: BP1부터 BP4까지 연필로 풀 수 있을 만큼 작습니다.</translation>
    </message>
    <message>
        <source>A plateau at the start</source>
        <translation>고원에서 시작</translation>
    </message>
    <message>
        <source>A second NAND gets the first one&apos;s output on both inputs, −2 − 2 = −4: it turns NAND around into AND.</source>
        <translation>둘째 NAND가 첫째의 출력을 두 입력으로 받습니다. −2 − 2 = −4: NAND를 뒤집어 AND로 만듭니다.</translation>
    </message>
    <message>
        <source>AND from two NANDs</source>
        <translation>NAND 두 개로 AND</translation>
    </message>
    <message>
        <source>Four classes</source>
        <translation>네 클래스</translation>
    </message>
    <message>
        <source>Four equations, by hand</source>
        <translation>수식 네 개, 손으로</translation>
    </message>
    <message>
        <source>Full batch, m = M</source>
        <translation>전체 배치, m = M</translation>
    </message>
    <message>
        <source>Half adder from NANDs</source>
        <translation>NAND로 반가산기</translation>
    </message>
    <message>
        <source>Hidden layers of identities collapse to one matrix: the boundary stays a straight line.</source>
        <translation>항등 함수뿐인 은닉층은 행렬 하나로 합쳐집니다. 경계는 여전히 직선입니다.</translation>
    </message>
    <message>
        <source>Initial weights far too large: σ′ is nearly 0 everywhere and learning stands still. Choose Xavier and compare.</source>
        <translation>초기 가중치가 너무 큽니다. 거의 모든 곳에서 σ′ 값이 0에 가까워 학습이 멈춰 있습니다. Xavier를 골라 비교해 보세요.</translation>
    </message>
    <message>
        <source>Many neurons, few noisy points: the training cost falls while that of the test rises.</source>
        <translation>뉴런은 많고, 노이즈가 섞인 점은 적습니다. 학습 손실은 줄지만 평가 손실은 늘어납니다.</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>반달</translation>
    </message>
    <message>
        <source>NAND alone is enough to build XOR: four of them, and neurons that pass an input on.</source>
        <translation>NAND만으로 XOR 게이트를 만듭니다. NAND 네 개와, 입력을 그대로 전달하는 뉴런을 씁니다.</translation>
    </message>
    <message>
        <source>NAND by hand</source>
        <translation>NAND, 손으로</translation>
    </message>
    <message>
        <source>NAND gates add two binary digits: the outputs are their sum and the carry.</source>
        <translation>NAND 게이트로 한 자리 이진수 두 개를 더합니다. 출력은 합과 올림(자리올림)입니다.</translation>
    </message>
    <message>
        <source>NOT by hand</source>
        <translation>NOT, 손으로</translation>
    </message>
    <message>
        <source>No single line divides XOR. With four hidden neurons it is learned.</source>
        <translation>XOR 문제는 직선 하나로 나눌 수 없습니다. 은닉 뉴런 네 개로 학습합니다.</translation>
    </message>
    <message>
        <source>OR by hand</source>
        <translation>OR, 손으로</translation>
    </message>
    <message>
        <source>OR from three NANDs</source>
        <translation>NAND 세 개로 OR</translation>
    </message>
    <message>
        <source>One input, the weight −2 and the bias 1: on when the input is off.</source>
        <translation>입력 하나, 가중치 −2, 편향 1: 입력이 꺼져 있을 때 켜집니다.</translation>
    </message>
    <message>
        <source>One neuron with the identity finds the plane 0.2 x₁ − 0.1 x₂ + 0.1.</source>
        <translation>항등 함수를 쓰는 뉴런 하나가 평면 0.2 x₁ − 0.1 x₂ + 0.1을 찾아냅니다.</translation>
    </message>
    <message>
        <source>One neuron without a hidden layer draws a circle when its inputs are x₁² and x₂².</source>
        <translation>입력이 x₁², x₂²이면 은닉층 없이 뉴런 하나로도 원을 그립니다.</translation>
    </message>
    <message>
        <source>One sample a step: the weights follow every single one, and the cost is restless.</source>
        <translation>스텝마다 샘플 하나: 가중치가 샘플 하나하나를 따라가므로 손실이 들쭉날쭉합니다.</translation>
    </message>
    <message>
        <source>One sigmoid neuron learns AND: its line moves between the corner (1, 1) and the others.</source>
        <translation>시그모이드 뉴런 하나가 AND 게이트를 학습합니다. 직선이 꼭짓점 (1, 1)과 나머지 사이로 옮겨 갑니다.</translation>
    </message>
    <message>
        <source>Online learning, m = 1</source>
        <translation>온라인 학습, m = 1</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>과적합</translation>
    </message>
    <message>
        <source>Perceptron on XOR</source>
        <translation>퍼셉트론과 XOR</translation>
    </message>
    <message>
        <source>Perceptron, separable data</source>
        <translation>퍼셉트론, 선형 분리</translation>
    </message>
    <message>
        <source>Regression, a plane</source>
        <translation>회귀, 평면</translation>
    </message>
    <message>
        <source>Regression, hills</source>
        <translation>회귀, 언덕</translation>
    </message>
    <message>
        <source>Rosenblatt&apos;s rule never comes to an end here: no line divides XOR.</source>
        <translation>로젠블랫의 규칙이 여기서는 끝나지 않습니다. XOR 문제는 직선으로 나눌 수 없습니다.</translation>
    </message>
    <message>
        <source>Rosenblatt&apos;s rule: only a wrong sample moves the weights, and on separable data it comes to an end.</source>
        <translation>로젠블랫의 규칙: 틀린 샘플만 가중치를 움직이며, 선형 분리되는 데이터에서는 언젠가 끝납니다.</translation>
    </message>
    <message>
        <source>Saturated from the start</source>
        <translation>처음부터 포화</translation>
    </message>
    <message>
        <source>Saturated on the wrong side: 990 steps on a plateau, then the cliff. With cross-entropy the plateau is gone.</source>
        <translation>틀린 쪽으로 포화: 990스텝 동안 고원에 머물다 절벽을 만납니다. 교차 엔트로피를 쓰면 고원이 사라집니다.</translation>
    </message>
    <message>
        <source>Seed 11: the same network as from seed 3, another start. It ends at C = 0, and not in a local minimum.</source>
        <translation>시드 11: 시드 3과 같은 신경망이지만 시작점이 다릅니다. 지역 최소점이 아니라 C = 0에서 끝납니다.</translation>
    </message>
    <message>
        <source>Seed 3: both ReLUs see one sample only. Learning ends in a local minimum, C = 1/12. Seed 11 ends at C = 0.</source>
        <translation>시드 3: 두 ReLU가 같은 샘플 하나에만 반응합니다. 학습이 지역 최소점, C = 1/12에서 끝납니다. 시드 11은 C = 0에서 끝납니다.</translation>
    </message>
    <message>
        <source>Six hidden layers of 8: from layer to layer the maps grow more complex.</source>
        <translation>뉴런 8개짜리 은닉층 여섯 개: 층을 지날수록 맵이 더 복잡해집니다.</translation>
    </message>
    <message>
        <source>Slope of the step function</source>
        <translation>계단 함수의 기울기</translation>
    </message>
    <message>
        <source>Softmax with four outputs behind a hidden layer: the probabilities add up to 1 everywhere.</source>
        <translation>은닉층 뒤에 출력이 네 개인 소프트맥스: 어디서나 확률의 합은 1입니다.</translation>
    </message>
    <message>
        <source>Softmax with three outputs and no hidden layer: straight boundaries that meet in a point.</source>
        <translation>은닉층 없이 출력이 세 개인 소프트맥스: 곧은 경계들이 한 점에서 만납니다.</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>나선</translation>
    </message>
    <message>
        <source>Spiral, six layers</source>
        <translation>나선, 여섯 층</translation>
    </message>
    <message>
        <source>The step function has no slope: every δ is 0 and no weight moves. That is why there are sigmoids.</source>
        <translation>계단 함수는 어디서나 평평합니다. 모든 δ가 0이고 가중치가 움직이지 않습니다. 그래서 시그모이드가 만들어졌습니다.</translation>
    </message>
    <message>
        <source>The classes overlap: one line is the best there is, and some points stay on its wrong side.</source>
        <translation>두 클래스가 겹칩니다. 직선 하나가 최선이고, 몇몇 점은 잘못된 쪽에 남습니다.</translation>
    </message>
    <message>
        <source>The first network of Nielsen&apos;s book: quadratic cost, weights from N(0, 1), η = 3.</source>
        <translation>닐슨의 책에 나오는 첫 신경망: 이차 손실, N(0, 1)에서 뽑은 가중치, η = 3.</translation>
    </message>
    <message>
        <source>The fitted curve is a sum of four S-shaped pieces, one of each tanh neuron.</source>
        <translation>맞춘 곡선은 S자 모양 조각 네 개의 합이며, Tanh 뉴런 하나가 조각 하나를 냅니다.</translation>
    </message>
    <message>
        <source>The weights of AND with a larger bias: the neuron fires more easily, and AND becomes OR.</source>
        <translation>AND의 가중치에 편향만 더 크게: 뉴런이 더 쉽게 켜져 AND가 OR로 바뀝니다.</translation>
    </message>
    <message>
        <source>Three classes</source>
        <translation>세 클래스</translation>
    </message>
    <message>
        <source>Too fast</source>
        <translation>너무 빠름</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>두 정규분포</translation>
    </message>
    <message>
        <source>Two NANDs as NOT turn the inputs around, and the third is on unless both inputs were off.</source>
        <translation>NOT으로 쓴 NAND 두 개가 입력을 뒤집습니다. 세 번째 NAND는 두 입력이 모두 꺼져 있을 때만 꺼집니다.</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other are divided by a bent line.</source>
        <translation>서로 파고든 반원 두 개를 굽은 선으로 나눕니다.</translation>
    </message>
    <message>
        <source>Two hidden layers of 12 unwind the spiral from x₁ and x₂ alone, in about a hundred epochs.</source>
        <translation>뉴런 12개짜리 은닉층 두 개가 x₁, x₂만으로 100에폭쯤에 나선을 풀어냅니다.</translation>
    </message>
    <message>
        <source>Two hidden perceptrons draw two lines, OR and NAND; between them lies XOR.</source>
        <translation>은닉층의 퍼셉트론 두 개가 직선 OR, NAND를 긋습니다. 두 직선 사이가 XOR입니다.</translation>
    </message>
    <message>
        <source>Two hills and two hollows are built from bent planes.</source>
        <translation>휘어진 평면들로 언덕 두 개와 골짜기 두 개를 만듭니다.</translation>
    </message>
    <message>
        <source>Two sigmoids, one up and one down, make a bump: with enough of them any curve can be built.</source>
        <translation>올라가는 시그모이드와 내려가는 시그모이드가 봉우리를 만듭니다. 충분히 많으면 어떤 곡선도 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>Weights far too large: all outputs and ‖∇C‖ are near 0, and 4000 steps hardly lower the cost.</source>
        <translation>가중치가 너무 큽니다. 모든 출력과 ‖∇C‖ 값이 0에 가까워 4000스텝이 지나도 손실이 거의 줄지 않습니다.</translation>
    </message>
    <message>
        <source>With ReLU the fitted curve is made of straight pieces: each neuron gives it a corner.</source>
        <translation>ReLU로 맞춘 곡선은 직선 조각으로 이루어집니다. 뉴런마다 꺾이는 점을 하나씩 만듭니다.</translation>
    </message>
    <message>
        <source>Without activation functions</source>
        <translation>활성화 함수 없이</translation>
    </message>
    <message>
        <source>XOR as a cloud of points: four and two hidden neurons bend the boundary around it.</source>
        <translation>점들로 나타낸 XOR: 은닉 뉴런 네 개와 두 개가 경계를 구부립니다.</translation>
    </message>
    <message>
        <source>XOR from a plateau</source>
        <translation>고원에서 시작하는 XOR</translation>
    </message>
    <message>
        <source>XOR from four NANDs</source>
        <translation>NAND 네 개로 XOR</translation>
    </message>
    <message>
        <source>XOR from two lines</source>
        <translation>직선 두 개로 XOR</translation>
    </message>
    <message>
        <source>XOR in the plane</source>
        <translation>평면 위의 XOR</translation>
    </message>
    <message>
        <source>XOR, into a bad minimum</source>
        <translation>XOR, 나쁜 최소점으로</translation>
    </message>
    <message>
        <source>XOR, into the best minimum</source>
        <translation>XOR, 가장 좋은 최소점으로</translation>
    </message>
    <message>
        <source>XOR, learned</source>
        <translation>XOR 학습</translation>
    </message>
    <message>
        <source>η is beyond what this cost surface allows: every step overshoots further, until the run diverges.</source>
        <translation>η 값이 이 손실 곡면에서 쓸 수 있는 한계를 넘습니다. 스텝마다 더 멀리 지나치다가 결국 학습이 발산합니다.</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Export weights</source>
        <translation>가중치 내보내기</translation>
    </message>
    <message>
        <source>NumPy archives (*.npz)</source>
        <translation>NumPy 아카이브 (*.npz)</translation>
    </message>
    <message>
        <source>Safetensors, for PyTorch (*.safetensors)</source>
        <translation>PyTorch용 Safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>{file} holds the {count} weights and biases in view.</source>
        <translation>지금 보이는 가중치와 편향 {count}개를 {file} 파일에 저장했습니다.</translation>
    </message>
    <message>
        <source>Weights (*.npz *.safetensors);;All files (*)</source>
        <translation>가중치 (*.npz *.safetensors);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>가중치 가져오기</translation>
    </message>
    <message>
        <source>Python with NumPy (*.py)</source>
        <translation>Python 프로그램, NumPy 사용 (*.py)</translation>
    </message>
    <message>
        <source>Python with PyTorch (*.py)</source>
        <translation>Python 프로그램, PyTorch 사용 (*.py)</translation>
    </message>
    <message>
        <source>Export network as a program</source>
        <translation>신경망을 프로그램으로 내보내기</translation>
    </message>
    <message>
        <source>{file} is written. It needs nothing of Deltaflow: run it with “python {file}”.</source>
        <translation>{file} 파일을 저장했습니다. Deltaflow 없이 “python {file}” 명령으로 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>{file} is there already. Type its whole name to write over it, or choose another name.</source>
        <translation>{file} 파일이 이미 있습니다. 덮어쓰려면 확장자까지 이름을 모두 입력하고, 아니면 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>The network has changed while {file} was read. Import it again.</source>
        <translation>{file} 파일을 읽는 동안 신경망이 바뀌었습니다. 다시 가져오세요.</translation>
    </message>
    <message>
        <source>The network goes on with the weights and biases from {file}.</source>
        <translation>이제 신경망은 {file} 파일의 가중치와 편향을 씁니다.</translation>
    </message>
</context>
<context>
    <name>ExpressionField</name>
    <message>
        <source>Cost as an expression in a and b</source>
        <translation>a와 b로 쓴 손실 식</translation>
    </message>
    <message>
        <source>For example sin(a)^2 + 0.1 b^2, exp(−a² − b²), log(a), max(a, b). Enter takes it over.</source>
        <translation>예: sin(a)^2 + 0.1 b^2, exp(−a² − b²), log(a), max(a, b). Enter 키를 누르면 적용됩니다.</translation>
    </message>
    <message>
        <source>{symbol} from</source>
        <translation>{symbol} 범위</translation>
    </message>
    <message>
        <source>to</source>
        <translation>에서</translation>
    </message>
    <message>
        <source>End of the window for {symbol}</source>
        <translation>{symbol} 표시 범위의 끝값</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
    <message>
        <source>The error lies in the program, not in what you did. You can go on; if the picture looks wrong, begin a new run. To be on the safe side, save your work under another name.</source>
        <translation>프로그램에 오류가 있으며, 사용자의 잘못이 아닙니다. 계속 사용해도 됩니다. 그림이 이상하면 새 학습을 시작하세요. 만일을 위해 작업을 다른 이름으로 저장해 두세요.</translation>
    </message>
    <message>
        <source>The report stays on this computer unless you send it to somebody.</source>
        <translation>보고서는 직접 보내지 않는 한 이 컴퓨터에만 남습니다.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>자세히 보기</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>로그 폴더 열기</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>끝내기…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>1 more error has followed.</source>
        <translation>오류가 1개 더 발생했습니다.</translation>
    </message>
    <message>
        <source>{count} more errors have followed.</source>
        <translation>오류가 {count}개 더 발생했습니다.</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>자세히 숨기기</translation>
    </message>
    <message>
        <source>The report has been copied: paste it into a message.</source>
        <translation>보고서를 복사했습니다. 메시지에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>The folder is {folder}.</source>
        <translation>폴더 위치: {folder}.</translation>
    </message>
</context>
<context>
    <name>FailureKeeper</name>
    <message>
        <source>A copy of what wasn&apos;t saved is kept: should the program end, it is offered at the next start.</source>
        <translation>저장하지 않은 내용의 사본을 보관했습니다. 프로그램이 종료되면 다음에 시작할 때 복구할 수 있습니다.</translation>
    </message>
    <message>
        <source>A copy of what isn&apos;t saved is being kept: should the program end, it is offered at the next start.</source>
        <translation>저장하지 않은 내용의 사본을 보관하고 있습니다. 프로그램이 종료되면 다음에 시작할 때 복구할 수 있습니다.</translation>
    </message>
    <message>
        <source>No copy of your work could be kept ({error}). Save it under another name.</source>
        <translation>작업의 사본을 보관하지 못했습니다({error}). 다른 이름으로 저장하세요.</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>새로 만들기(&amp;N)</translation>
    </message>
    <message>
        <source>A fresh run of the first experiment</source>
        <translation>첫 번째 실험의 새 학습</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>A document, an experiment, a table, or IDX files</source>
        <translation>문서, 실험, 표 또는 IDX 파일</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 문서(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>The run with all its steps and changes, in one file</source>
        <translation>학습의 모든 스텝과 변경을 파일 하나에 저장</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>The same under another name</source>
        <translation>같은 내용을 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>내보내기(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Settings of the experiment…</source>
        <translation>실험 설정(&amp;S)…</translation>
    </message>
    <message>
        <source>What the run begins with, as JSON, without its steps</source>
        <translation>학습의 시작 설정만 JSON으로 저장(스텝 제외)</translation>
    </message>
    <message>
        <source>&amp;Weights and biases…</source>
        <translation>가중치와 편향(&amp;W)…</translation>
    </message>
    <message>
        <source>As .npz or .safetensors, named as PyTorch names them</source>
        <translation>.npz 또는 .safetensors 형식, 이름은 PyTorch 방식</translation>
    </message>
    <message>
        <source>Network as a &amp;program…</source>
        <translation>신경망 프로그램(&amp;P)…</translation>
    </message>
    <message>
        <source>A short program for NumPy or PyTorch that gives the same outputs</source>
        <translation>같은 출력을 내는 짧은 NumPy 또는 PyTorch 프로그램</translation>
    </message>
    <message>
        <source>&amp;Import weights and biases…</source>
        <translation>가중치와 편향 가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>From .npz or .safetensors; Undo brings the present ones back</source>
        <translation>.npz 또는 .safetensors 파일에서 가져옵니다. [실행 취소]로 지금 값을 되살릴 수 있습니다</translation>
    </message>
    <message>
        <source>Save &amp;picture of the window…</source>
        <translation>창 그림 저장(&amp;P)…</translation>
    </message>
    <message>
        <source>Save picture o&amp;f</source>
        <translation>부분 그림 저장(&amp;F)</translation>
    </message>
    <message>
        <source>Save num&amp;bers (CSV)</source>
        <translation>수치 저장(CSV)(&amp;B)</translation>
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
        <source>Saved {file}. To be opened it needs {data} beside it</source>
        <translation>{file}에 저장했습니다. 다시 열려면 같은 폴더에 {data} 파일이 있어야 합니다</translation>
    </message>
    <message>
        <source>Scalable pictures (*.svg)</source>
        <translation>벡터 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>수치 저장</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>저장됨: {file}</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
</context>
<context>
    <name>GateWords</name>
    <message>
        <source>at {function}</source>
        <translation>{function} 함수</translation>
    </message>
    <message>
        <source>at the addition</source>
        <translation>덧셈</translation>
    </message>
    <message>
        <source>at the subtraction</source>
        <translation>뺄셈</translation>
    </message>
    <message>
        <source>at the multiplication</source>
        <translation>곱셈</translation>
    </message>
    <message>
        <source>at the division</source>
        <translation>나눗셈</translation>
    </message>
    <message>
        <source>at the power</source>
        <translation>거듭제곱</translation>
    </message>
    <message>
        <source>at the negation</source>
        <translation>부호 반전</translation>
    </message>
    <message>
        <source>at the exponential</source>
        <translation>지수 함수</translation>
    </message>
    <message>
        <source>at the logarithm</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>at the square root</source>
        <translation>제곱근</translation>
    </message>
    <message>
        <source>at the sine</source>
        <translation>사인</translation>
    </message>
    <message>
        <source>at the cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>at the tangent</source>
        <translation>탄젠트</translation>
    </message>
    <message>
        <source>at tanh</source>
        <translation>tanh 함수</translation>
    </message>
    <message>
        <source>at the sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>at ReLU</source>
        <translation>ReLU 함수</translation>
    </message>
    <message>
        <source>at the absolute value</source>
        <translation>절댓값</translation>
    </message>
    <message>
        <source>at the maximum</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>at the minimum</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>an addition passes the error on unchanged: that is why ∂C/∂b = δ</source>
        <translation>덧셈은 오차를 그대로 전합니다. 그래서 ∂C/∂b = δ</translation>
    </message>
    <message>
        <source>a subtraction passes the error on unchanged to what it subtracts from</source>
        <translation>뺄셈은 앞의 항에는 오차를 그대로 전합니다</translation>
    </message>
    <message>
        <source>a negation turns the sign of the error round</source>
        <translation>부호 반전은 오차의 부호를 바꿉니다</translation>
    </message>
    <message>
        <source>a subtraction turns the sign of the error round for what is subtracted</source>
        <translation>뺄셈은 빼는 항에는 오차의 부호를 바꾸어 전합니다</translation>
    </message>
    <message>
        <source>a multiplication swaps: each gets the other factor times the error; that is why ∂C/∂w = a·δ</source>
        <translation>곱셈은 맞바꿉니다. 인수마다 상대 인수와 오차의 곱을 받으며, 그래서 ∂C/∂w = a·δ</translation>
    </message>
    <message>
        <source>{node} is used {count} times: each use sends a contribution, and their sum is the derivative</source>
        <translation>{node}: {count}번 쓰입니다. 쓰인 곳마다 기여를 보내며, 그 합이 도함수입니다</translation>
    </message>
    <message>
        <source>ReLU stands at its kink, z = 0: by convention nothing gets through</source>
        <translation>ReLU가 꺾이는 점 z = 0입니다. 관례상 아무것도 통과하지 못합니다</translation>
    </message>
    <message>
        <source>ReLU is on: the error passes unchanged</source>
        <translation>ReLU가 켜져 있어 오차가 그대로 지나갑니다</translation>
    </message>
    <message>
        <source>ReLU is off: its slope is 0, and nothing gets through</source>
        <translation>ReLU가 꺼져 있습니다. 기울기가 0이라 아무것도 통과하지 못합니다</translation>
    </message>
    <message>
        <source>both are equal here, a kink: by convention the first one gets the whole error</source>
        <translation>두 값이 같아 꺾이는 곳입니다. 관례상 첫 번째가 오차를 모두 받습니다</translation>
    </message>
    <message>
        <source>a maximum routes: {node} is the largest and gets the whole error</source>
        <translation>최댓값은 길을 하나만 엽니다. 가장 큰 {node} 쪽이 오차를 모두 받습니다</translation>
    </message>
    <message>
        <source>a maximum routes: {node} is not the largest and gets nothing</source>
        <translation>최댓값은 길을 하나만 엽니다. {node} 쪽은 최댓값이 아니어서 아무것도 받지 못합니다</translation>
    </message>
    <message>
        <source>a minimum routes: {node} is the smallest and gets the whole error</source>
        <translation>최솟값은 길을 하나만 엽니다. 가장 작은 {node} 쪽이 오차를 모두 받습니다</translation>
    </message>
    <message>
        <source>a minimum routes: {node} is not the smallest and gets nothing</source>
        <translation>최솟값은 길을 하나만 엽니다. {node} 쪽은 최솟값이 아니어서 아무것도 받지 못합니다</translation>
    </message>
    <message>
        <source>σ scales the error by its slope, here {slope}, and never by more than ¼</source>
        <translation>σ는 오차에 자기 기울기를 곱합니다. 여기서는 {slope}, 커도 ¼까지입니다</translation>
    </message>
    <message>
        <source>tanh scales the error by its slope, here {slope}, and never by more than 1</source>
        <translation>tanh는 오차에 자기 기울기를 곱합니다. 여기서는 {slope}, 커도 1까지입니다</translation>
    </message>
    <message>
        <source>a power scales the error by its slope, here {slope}</source>
        <translation>거듭제곱은 오차에 자기 기울기를 곱합니다. 여기서는 {slope}</translation>
    </message>
    <message>
        <source>a division scales the error by its slope, here {slope}</source>
        <translation>나눗셈은 오차에 자기 기울기를 곱합니다. 여기서는 {slope}</translation>
    </message>
    <message>
        <source>{function} scales the error by its slope, here {slope}</source>
        <translation>{function} 함수는 오차에 자기 기울기를 곱합니다. 여기서는 {slope}</translation>
    </message>
</context>
<context>
    <name>GaugeView</name>
    <message>
        <source>How far the picture is from the network</source>
        <translation>그림과 신경망의 차이</translation>
    </message>
</context>
<context>
    <name>GoalRow</name>
    <message>
        <source>{goal}: reached</source>
        <translation>{goal}: 달성</translation>
    </message>
    <message>
        <source>{goal}: not reached yet</source>
        <translation>{goal}: 아직 달성하지 못함</translation>
    </message>
</context>
<context>
    <name>GraphBar</name>
    <message>
        <source>Edge</source>
        <translation>간선</translation>
    </message>
    <message>
        <source>Next and Back go edge by edge: one product at a time (1)</source>
        <translation>[다음]과 [이전]이 간선을 하나씩 지납니다: 한 번에 곱 하나 (1)</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Next and Back go node by node (2)</source>
        <translation>[다음]과 [이전]이 한 노드씩 움직입니다 (2)</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>전파</translation>
    </message>
    <message>
        <source>Next and Back go a whole pass: forward, backward (3)</source>
        <translation>[다음]과 [이전]이 전파 하나를 한 번에 지납니다: 순전파, 역전파 (3)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초깃값</translation>
    </message>
    <message>
        <source>Forward · value of {node}</source>
        <translation>순전파 · {node} 값</translation>
    </message>
    <message>
        <source>Backward · begins at {node}</source>
        <translation>역전파 · {node}에서 시작</translation>
    </message>
    <message>
        <source>Backward · {target} to {source}</source>
        <translation>역전파 · {target} → {source}</translation>
    </message>
    <message>
        <source>Backward · sum at {node}</source>
        <translation>역전파 · {node}에서 합산</translation>
    </message>
    <message>
        <source>{done} of {count}</source>
        <translation>{done}/{count}단계</translation>
    </message>
    <message>
        <source>Contribution to {derivative}: {value}.</source>
        <translation>{derivative}에 대한 기여: {value}.</translation>
    </message>
</context>
<context>
    <name>GraphColumn</name>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Gradient descent changes the variables that are ticked; the others stay as they are, as the inputs and the target of a network do.</source>
        <translation>경사하강법은 체크한 변수만 바꿉니다. 나머지는 신경망의 입력이나 목표 출력처럼 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>식</translation>
    </message>
    <message>
        <source>Ready expressions</source>
        <translation>예제 식</translation>
    </message>
</context>
<context>
    <name>GraphPage</name>
    <message>
        <source>Expression and values</source>
        <translation>식과 값</translation>
    </message>
    <message>
        <source>Multiplications and descent</source>
        <translation>곱셈 횟수와 경사하강</translation>
    </message>
</context>
<context>
    <name>GraphTimeline</name>
    <message>
        <source>Timeline of the graph</source>
        <translation>계산 그래프 타임라인</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>역전파</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Show all of the graph (F)</source>
        <translation>그래프 전체 보기 (F)</translation>
    </message>
    <message>
        <source>Computational graph</source>
        <translation>계산 그래프</translation>
    </message>
    <message>
        <source>↑ and ↓ go from node to node, with Shift from edge to edge of the chosen node, Enter goes to where the product travels over the edge, + and − zoom, F shows all, Escape chooses nothing.</source>
        <translation>↑, ↓ 키로 노드 사이를 오가고, Shift 키와 함께 누르면 선택한 노드의 간선 사이를 오갑니다. Enter 키로 곱이 그 간선을 지나는 시점으로 갑니다. +, − 키로 확대·축소합니다. F 키는 전체 보기, Esc 키는 선택 해제입니다.</translation>
    </message>
    <message>
        <source>from {operation}</source>
        <translation>{operation}에서</translation>
    </message>
    <message>
        <source>{number} is a number: no derivative goes there</source>
        <translation>{number}: 수이므로 도함수가 전해지지 않습니다</translation>
    </message>
    <message>
        <source>contribution to {derivative}</source>
        <translation>{derivative}에 대한 기여</translation>
    </message>
    <message>
        <source>{output} from {variables}, in {count} operations</source>
        <translation>{variables}에서 {output}까지, 연산 {count}개</translation>
    </message>
</context>
<context>
    <name>GraphWorkspace</name>
    <message>
        <source>The same in the network</source>
        <translation>신경망의 같은 계산</translation>
    </message>
    <message>
        <source>Computational graph</source>
        <translation>계산 그래프</translation>
    </message>
    <message>
        <source>blue: values, forward · purple: ∂{output}/∂node, backward</source>
        <translation>파랑: 값(순전파) · 보라: ∂{output}/∂노드(역전파)</translation>
    </message>
    <message>
        <source>The values are not those of the network any more.</source>
        <translation>이 값들은 이제 신경망의 값과 다릅니다.</translation>
    </message>
</context>
<context>
    <name>HandMenu</name>
    <message>
        <source>Release {symbol}</source>
        <translation>{symbol} 고정 해제</translation>
    </message>
    <message>
        <source>Freeze {symbol}</source>
        <translation>{symbol} 고정</translation>
    </message>
    <message>
        <source>Type a value for {symbol} …</source>
        <translation>{symbol} 값 입력 …</translation>
    </message>
    <message>
        <source>Set {symbol} to 0</source>
        <translation>{symbol} 값을 0으로</translation>
    </message>
    <message>
        <source>Freeze all weights and biases</source>
        <translation>모든 가중치와 편향 고정</translation>
    </message>
    <message>
        <source>Release all</source>
        <translation>모두 해제</translation>
    </message>
</context>
<context>
    <name>Handout</name>
    <message>
        <source>Try it</source>
        <translation>해 보기</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Answer: {letter}</source>
        <translation>답: {letter}</translation>
    </message>
</context>
<context>
    <name>HoverCard</name>
    <message>
        <source>threshold −b</source>
        <translation>임계치 −b</translation>
    </message>
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
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Steps in time</source>
        <translation>시간 이동</translation>
    </message>
    <message>
        <source>next, back</source>
        <translation>다음, 이전</translation>
    </message>
    <message>
        <source>the same with a presenter&apos;s remote</source>
        <translation>프레젠터 리모컨으로 같은 동작</translation>
    </message>
    <message>
        <source>one grain coarser</source>
        <translation>한 단위 크게</translation>
    </message>
    <message>
        <source>play, pause</source>
        <translation>재생, 일시 정지</translation>
    </message>
    <message>
        <source>to the beginning, to the end</source>
        <translation>처음으로, 끝으로</translation>
    </message>
    <message>
        <source>how far one press goes, from fine to coarse</source>
        <translation>한 번 누를 때 움직이는 단위, 작은 것부터</translation>
    </message>
    <message>
        <source>train, stop training</source>
        <translation>학습, 학습 정지</translation>
    </message>
    <message>
        <source>the chosen derivative as a graph</source>
        <translation>선택한 도함수를 계산 그래프로</translation>
    </message>
    <message>
        <source>Documents and changes</source>
        <translation>문서와 변경</translation>
    </message>
    <message>
        <source>new, open</source>
        <translation>새로 만들기, 열기</translation>
    </message>
    <message>
        <source>save, save under another name</source>
        <translation>저장, 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>undo a change, redo it</source>
        <translation>변경 실행 취소, 다시 실행</translation>
    </message>
    <message>
        <source>save a picture of the window</source>
        <translation>창 그림 저장</translation>
    </message>
    <message>
        <source>close the program</source>
        <translation>프로그램 끝내기</translation>
    </message>
    <message>
        <source>find a command by its name</source>
        <translation>이름으로 명령 찾기</translation>
    </message>
    <message>
        <source>this sheet, what&apos;s this?</source>
        <translation>이 단축키 표, 이것은 무엇입니까?</translation>
    </message>
    <message>
        <source>the menus</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>What is in view</source>
        <translation>화면에 표시할 내용</translation>
    </message>
    <message>
        <source>network, descent, graph</source>
        <translation>신경망, 경사하강, 계산 그래프</translation>
    </message>
    <message>
        <source>the list of lectures</source>
        <translation>강의 목록</translation>
    </message>
    <message>
        <source>left column, below the stage, right column</source>
        <translation>왼쪽 열, 신경망 아래, 오른쪽 열</translation>
    </message>
    <message>
        <source>the page below the stage</source>
        <translation>신경망 아래 페이지</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>from part to part</source>
        <translation>화면 부분 사이 이동</translation>
    </message>
    <message>
        <source>On the stage</source>
        <translation>신경망에서</translation>
    </message>
    <message>
        <source>another neuron</source>
        <translation>다른 뉴런</translation>
    </message>
    <message>
        <source>a weight of the neuron, an edge of the node</source>
        <translation>뉴런의 가중치, 노드의 간선</translation>
    </message>
    <message>
        <source>another layer</source>
        <translation>다른 층</translation>
    </message>
    <message>
        <source>the whole network, larger, smaller</source>
        <translation>신경망 전체, 확대, 축소</translation>
    </message>
    <message>
        <source>change weights by hand</source>
        <translation>손으로 가중치 바꾸기</translation>
    </message>
    <message>
        <source>type the chosen weight</source>
        <translation>선택한 가중치 값 입력</translation>
    </message>
    <message>
        <source>0.1 more, 0.1 less</source>
        <translation>0.1 크게, 0.1 작게</translation>
    </message>
    <message>
        <source>freeze the chosen weight</source>
        <translation>선택한 가중치 고정</translation>
    </message>
    <message>
        <source>On the canvas and on the map</source>
        <translation>캔버스와 맵에서</translation>
    </message>
    <message>
        <source>after Tab: move the pen, with Shift farther</source>
        <translation>Tab 키 다음: 펜 이동, Shift: 더 멀리</translation>
    </message>
    <message>
        <source>after Tab: put the pen down, lift it</source>
        <translation>Tab 키 다음: 펜 내리기, 들기</translation>
    </message>
    <message>
        <source>the last stroke away, again</source>
        <translation>마지막 획 실행 취소, 다시 실행</translation>
    </message>
    <message>
        <source>clear the canvas, delete a point</source>
        <translation>캔버스 비우기, 점 삭제</translation>
    </message>
    <message>
        <source>class or value of a new point</source>
        <translation>새 점의 클래스나 값</translation>
    </message>
    <message>
        <source>end editing</source>
        <translation>편집 끝내기</translation>
    </message>
    <message>
        <source>In a lecture</source>
        <translation>강의에서</translation>
    </message>
    <message>
        <source>on: to the answer, to the next beat; back</source>
        <translation>다음(답 또는 다음 단계), 이전</translation>
    </message>
    <message>
        <source>first beat, last beat</source>
        <translation>첫 단계, 마지막 단계</translation>
    </message>
    <message>
        <source>move a long text</source>
        <translation>긴 글 스크롤</translation>
    </message>
    <message>
        <source>step the picture</source>
        <translation>그림만 다음, 이전</translation>
    </message>
    <message>
        <source>spotlight, pointer</source>
        <translation>스포트라이트, 포인터</translation>
    </message>
    <message>
        <source>blank screen, notes</source>
        <translation>화면 가리기, 발표자 노트</translation>
    </message>
    <message>
        <source>larger, smaller letters</source>
        <translation>글자 크게, 작게</translation>
    </message>
    <message>
        <source>out of the full screen, out of the lecture</source>
        <translation>전체 화면 끝내기, 강의에서 나가기</translation>
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
    <name>LanePictures</name>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>맵</translation>
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
        <source>Number of neurons of layer {layer}</source>
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
    <name>LearningPage</name>
    <message>
        <source>Neurons that hardly learn</source>
        <translation>거의 학습하지 못하는 뉴런</translation>
    </message>
    <message>
        <source>Dead: switched off (z ≤ 0) for every training sample ({most} of them where there are more). Saturated: |σ′| is less than {share} % of its largest value for every sample of the batch; the percentage is taken over all its samples and neurons.</source>
        <translation>죽음: 모든 학습 샘플(더 많으면 그중 {most}개)에서 꺼져 있는 뉴런(z ≤ 0). 포화: 배치의 모든 샘플에서 |σ′| 값이 최댓값의 {share} % 미만인 뉴런. 그 뒤의 백분율은 배치의 모든 샘플과 뉴런을 통틀어 포화된 비율입니다.</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>죽음</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>포화</translation>
    </message>
    <message>
        <source>inputs that are 0: {count} of {size}</source>
        <translation>값이 0인 입력: {count}/{size}개</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}층</translation>
    </message>
    <message>
        <source>{count} of {size}</source>
        <translation>{count}/{size}개</translation>
    </message>
    <message>
        <source>Factors of the change</source>
        <translation>변화량의 인수</translation>
    </message>
    <message>
        <source>Means of absolute values, weighted by what they are multiplied with, so that they multiply to the mean |∂Cₓ/∂w|. A bar is full where a factor is as large as it can be here; what doesn&apos;t reach the mark at {share} % is small. The diamond is the sample in view.</source>
        <translation>막대마다 절댓값의 평균입니다. 함께 곱해지는 값으로 가중하므로 모두 곱하면 |∂Cₓ/∂w|의 평균이 됩니다. 인수가 여기서 가능한 가장 큰 값일 때 막대가 가득 차고, {share} % 눈금에 못 미치면 작은 것입니다. 마름모는 지금 보고 있는 샘플입니다.</translation>
    </message>
    <message>
        <source>Choose a neuron or a weight: an input doesn&apos;t learn.</source>
        <translation>뉴런이나 가중치를 고르세요. 입력은 학습하지 않습니다.</translation>
    </message>
    <message>
        <source>Why didn&apos;t this weight move?</source>
        <translation>이 가중치가 움직이지 않은 이유</translation>
    </message>
    <message>
        <source>{symbol} activation</source>
        <translation>{symbol} 활성값</translation>
    </message>
    <message>
        <source>{symbol} slope</source>
        <translation>{symbol} 미분값</translation>
    </message>
    <message>
        <source>{symbol} error</source>
        <translation>{symbol} 오차</translation>
    </message>
    <message>
        <source>agreement</source>
        <translation>일치도</translation>
    </message>
    <message>
        <source>agreement of samples</source>
        <translation>샘플 간 일치도</translation>
    </message>
    <message>
        <source>{symbol} learning rate</source>
        <translation>{symbol} 학습률</translation>
    </message>
    <message>
        <source>effective rate</source>
        <translation>실효 학습률</translation>
    </message>
    <message>
        <source>1 for a bias (BP3)</source>
        <translation>편향은 1 (BP3)</translation>
    </message>
    <message>
        <source>How this bias moves</source>
        <translation>이 편향의 움직임</translation>
    </message>
    <message>
        <source>Why didn&apos;t this bias move?</source>
        <translation>이 편향이 움직이지 않은 이유</translation>
    </message>
    <message>
        <source>How this weight moves</source>
        <translation>이 가중치의 움직임</translation>
    </message>
    <message>
        <source>The samples cancel one another:</source>
        <translation>샘플끼리 상쇄됩니다:</translation>
    </message>
    <message>
        <source>each of them pulls, but in opposite directions; {share} is left.</source>
        <translation>저마다 당기지만 방향이 서로 반대여서 {share}만 남습니다.</translation>
    </message>
    <message>
        <source>The gradient is not small, but the learning rate is:</source>
        <translation>기울기는 작지 않지만 학습률이 작습니다:</translation>
    </message>
    <message>
        <source>a step of {change} is little for weights of about {typical}.</source>
        <translation>크기가 {typical} 정도인 가중치에 변화량은 {change}밖에 안 됩니다.</translation>
    </message>
    <message>
        <source>No factor is small by itself, but their product is.</source>
        <translation>작은 인수는 하나도 없지만, 모두 곱한 값이 작습니다.</translation>
    </message>
    <message>
        <source>It is frozen:</source>
        <translation>고정되어 있습니다:</translation>
    </message>
    <message>
        <source>no step changes {symbol}.</source>
        <translation>어떤 스텝도 {symbol} 값을 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing is learned from this sample:</source>
        <translation>이 샘플로는 학습하지 않습니다:</translation>
    </message>
    <message>
        <source>it is only followed through the network.</source>
        <translation>신경망을 따라가 보기만 합니다.</translation>
    </message>
    <message>
        <source>It moves by {change} in this step.</source>
        <translation>이 스텝에서 {change}만큼 움직입니다.</translation>
    </message>
    <message>
        <source>That is {share} of a typical weight of this layer.</source>
        <translation>이 층의 전형적인 가중치 크기의 {share}입니다.</translation>
    </message>
    <message>
        <source>Its smallest factor is marked.</source>
        <translation>가장 작은 인수에 표시가 있습니다.</translation>
    </message>
    <message>
        <source>Its gradient is small, but {optimizer} makes up for it.</source>
        <translation>기울기는 작지만 옵티마이저({optimizer})가 이를 메워 줍니다.</translation>
    </message>
    <message>
        <source>{symbol} error from the next layer</source>
        <translation>{symbol} 다음 층에서 온 오차</translation>
    </message>
    <message>
        <source>The update is {share} of a typical weight of this layer.</source>
        <translation>변화량이 이 층의 전형적인 가중치 크기의 {share}입니다.</translation>
    </message>
    <message>
        <source>{symbol} = 0: the activation is 0.</source>
        <translation>{symbol} = 0: 활성화되지 않았습니다.</translation>
    </message>
    <message>
        <source>{symbol} = 0 in all {count} samples: no activation.</source>
        <translation>샘플 {count}개 모두 {symbol} = 0: 활성화되지 않았습니다.</translation>
    </message>
    <message>
        <source>Whatever is multiplied by it is 0.</source>
        <translation>무엇을 곱해도 0입니다.</translation>
    </message>
    <message>
        <source>{symbol} = {value}: low activation.</source>
        <translation>{symbol} = {value}: 활성값이 낮습니다.</translation>
    </message>
    <message>
        <source>{symbol} is {value} on average: low activation.</source>
        <translation>{symbol} 평균 {value}: 활성값이 낮습니다.</translation>
    </message>
    <message>
        <source>Nothing that is multiplied by it gets large.</source>
        <translation>무엇을 곱해도 커지지 않습니다.</translation>
    </message>
    <message>
        <source>{symbol} = {value}: saturation.</source>
        <translation>{symbol} = {value}: 포화 상태입니다.</translation>
    </message>
    <message>
        <source>{symbol} is {value} on average: saturation.</source>
        <translation>{symbol} 평균 {value}: 포화 상태입니다.</translation>
    </message>
    <message>
        <source>Only {share} of the steepest slope is left for the error to come through.</source>
        <translation>미분값이 최댓값의 {share}밖에 남지 않아 오차가 거의 지나오지 못합니다.</translation>
    </message>
    <message>
        <source>{symbol} ≤ 0: the neuron is switched off.</source>
        <translation>{symbol} ≤ 0: 뉴런이 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>{symbol} ≤ 0 in all {count} samples of this batch: off.</source>
        <translation>이 배치의 샘플 {count}개 모두 {symbol} ≤ 0: 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>σ′ = 0, and no error comes through.</source>
        <translation>σ′ = 0이어서 오차가 지나오지 못합니다.</translation>
    </message>
    <message>
        <source>A step is flat: σ′ = 0 everywhere.</source>
        <translation>계단 함수는 평평합니다: 어디서나 σ′ = 0.</translation>
    </message>
    <message>
        <source>No error comes through, and nothing is learned.</source>
        <translation>오차가 지나오지 못해 아무것도 학습되지 않습니다.</translation>
    </message>
    <message>
        <source>The error is small: {value}.</source>
        <translation>오차가 작습니다: {value}.</translation>
    </message>
    <message>
        <source>The output is nearly what it should be.</source>
        <translation>출력이 이미 목표 출력에 가깝습니다.</translation>
    </message>
    <message>
        <source>Little error comes from the next layer: {value}.</source>
        <translation>다음 층에서 오는 오차가 작습니다: {value}.</translation>
    </message>
    <message>
        <source>The weights that lead on from this neuron are small, or cancel.</source>
        <translation>이 뉴런에서 다음 층으로 이어지는 가중치가 작거나 서로 상쇄됩니다.</translation>
    </message>
    <message>
        <source>Layer {next} is saturated: hardly any error comes through it.</source>
        <translation>{next}층이 포화 상태여서 오차가 거의 지나오지 못합니다.</translation>
    </message>
    <message>
        <source>σ′ of layer {next} lets hardly any error through.</source>
        <translation>{next}층의 σ′ 때문에 오차가 거의 통과하지 못합니다.</translation>
    </message>
    <message>
        <source>In each sample {symbol} or {delta} is 0:</source>
        <translation>모든 샘플에서 {symbol} 또는 {delta} 중 하나가 0입니다:</translation>
    </message>
    <message>
        <source>the gradient is their product.</source>
        <translation>기울기는 둘의 곱입니다.</translation>
    </message>
    <message>
        <source>{symbol} is {value} on average: switched off where the errors are.</source>
        <translation>{symbol}의 평균: {value}. 오차가 있는 곳에서 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>Only {share} of the error comes through.</source>
        <translation>오차의 {share}만 통과합니다.</translation>
    </message>
    <message>
        <source>The errors δ of layer {next} are small already.</source>
        <translation>{next}층의 오차 δ부터 이미 작습니다.</translation>
    </message>
    <message>
        <source>σ′ cancels for this cost: δ = a − y.</source>
        <translation>이 손실에서는 σ′ 항이 약분됩니다: δ = a − y.</translation>
    </message>
    <message>
        <source>Softmax has no σ′ of a single neuron: it is in δ.</source>
        <translation>소프트맥스의 σ′ 값은 뉴런별로 없고 δ 안에 있습니다.</translation>
    </message>
    <message>
        <source>The perceptron rule has no σ′: δ = a − y.</source>
        <translation>퍼셉트론 규칙에는 σ′ 항이 없습니다: δ = a − y.</translation>
    </message>
    <message>
        <source>mean of {count}</source>
        <translation>{count}개 평균</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>샘플 {number}</translation>
    </message>
</context>
<context>
    <name>LectureDetail</name>
    <message>
        <source>Beats</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Handout…</source>
        <translation>유인물…</translation>
    </message>
    <message>
        <source>Save the lecture as a PDF: picture and text of every beat</source>
        <translation>강의를 PDF 파일로 저장: 모든 단계의 그림과 글</translation>
    </message>
    <message>
        <source>Animation…</source>
        <translation>애니메이션…</translation>
    </message>
    <message>
        <source>Save a walk through the lecture as a moving picture (GIF)</source>
        <translation>강의 진행을 움직이는 그림(GIF)으로 저장</translation>
    </message>
    <message>
        <source>Begin the lecture where you have left it</source>
        <translation>마지막으로 본 단계부터 강의를 시작합니다</translation>
    </message>
    <message>
        <source>Begin the lecture with its first beat</source>
        <translation>첫 단계부터 강의를 시작합니다</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Copy and edit</source>
        <translation>복사해서 편집</translation>
    </message>
    <message>
        <source>Change this lecture</source>
        <translation>이 강의를 편집합니다</translation>
    </message>
    <message>
        <source>Change a copy of this lecture; it stays as it is</source>
        <translation>이 강의의 사본을 편집합니다. 원본은 그대로입니다</translation>
    </message>
    <message>
        <source>Continue with beat {number}</source>
        <translation>{number}단계부터 계속</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… 외 {count}개</translation>
    </message>
</context>
<context>
    <name>LectureEditor</name>
    <message>
        <source>Language of the texts</source>
        <translation>글의 언어</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>실행 취소: 마지막 변경 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Do it again (Ctrl+Shift+Z)</source>
        <translation>다시 실행 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Close the editor; everything is saved</source>
        <translation>편집기 닫기, 모두 저장됨</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Open the folder of the file</source>
        <translation>파일이 있는 폴더 열기</translation>
    </message>
    <message>
        <source>Show from here</source>
        <translation>여기부터 보기</translation>
    </message>
    <message>
        <source>First beat</source>
        <translation>첫 단계</translation>
    </message>
    <message>
        <source>Write here what is to be seen.</source>
        <translation>무엇을 볼지 여기에 쓰세요.</translation>
    </message>
    <message>
        <source>New lecture</source>
        <translation>새 강의</translation>
    </message>
    <message>
        <source>The file was changed by another program; yours is saved as {name}</source>
        <translation>다른 프로그램이 파일을 바꾸었습니다. 고친 내용은 다른 이름으로 저장했습니다: {name}</translation>
    </message>
    <message>
        <source>Saved as a draft, because there are problems: {count}. “Check” lists them.</source>
        <translation>문제 {count}개가 있어 초안으로 저장했습니다. “검사”를 누르면 목록이 나옵니다.</translation>
    </message>
    <message>
        <source>Saved; no problems</source>
        <translation>저장됨, 문제 없음</translation>
    </message>
    <message>
        <source>New beat</source>
        <translation>새 단계</translation>
    </message>
    <message>
        <source>{problem}. Close once more to give up what isn&apos;t saved</source>
        <translation>{problem}. 저장하지 않고 버리려면 한 번 더 닫으세요</translation>
    </message>
</context>
<context>
    <name>LectureList</name>
    <message>
        <source>Lectures</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>New lecture</source>
        <translation>새 강의</translation>
    </message>
    <message>
        <source>Write a lecture of your own</source>
        <translation>나만의 강의를 만듭니다</translation>
    </message>
    <message>
        <source>Close the list (Esc)</source>
        <translation>목록 닫기 (Esc)</translation>
    </message>
    <message>
        <source>The course</source>
        <translation>강좌</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>내 강의</translation>
    </message>
</context>
<context>
    <name>LectureMenu</name>
    <message>
        <source>&amp;All lectures</source>
        <translation>모든 강의(&amp;A)</translation>
    </message>
    <message>
        <source>Walk through the course, one beat at a time</source>
        <translation>강좌를 한 단계씩 따라갑니다</translation>
    </message>
    <message>
        <source>&amp;Leave the lecture</source>
        <translation>강의에서 나가기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Spotlight</source>
        <translation>스포트라이트(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pointer</source>
        <translation>포인터(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>발표자 노트(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Blank screen</source>
        <translation>화면 가리기(&amp;B)</translation>
    </message>
</context>
<context>
    <name>LecturePanel</name>
    <message>
        <source>All lectures</source>
        <translation>모든 강의</translation>
    </message>
    <message>
        <source>Leave the lecture (Esc)</source>
        <translation>강의에서 나가기 (Esc)</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>beat {number} / {count}</source>
        <translation>단계 {number} / {count}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답 보기</translation>
    </message>
    <message>
        <source>Show the answer (→, Space, Page Down)</source>
        <translation>답 보기 (→, Space, Page Down)</translation>
    </message>
    <message>
        <source>Next →</source>
        <translation>다음 →</translation>
    </message>
    <message>
        <source>To the next beat (→, Space, Page Down)</source>
        <translation>다음 단계로 (→, Space, Page Down)</translation>
    </message>
    <message>
        <source>Next lecture →</source>
        <translation>다음 강의 →</translation>
    </message>
    <message>
        <source>To the lecture after this one</source>
        <translation>이 강의 다음에 오는 강의로</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마치기</translation>
    </message>
    <message>
        <source>training … {percent} %</source>
        <translation>학습 중 … {percent} %</translation>
    </message>
</context>
<context>
    <name>LectureRoom</name>
    <message>
        <source>Handouts (*.pdf)</source>
        <translation>유인물 (*.pdf)</translation>
    </message>
    <message>
        <source>Animations (*.gif)</source>
        <translation>애니메이션 (*.gif)</translation>
    </message>
</context>
<context>
    <name>LectureWalker</name>
    <message>
        <source>it takes too long</source>
        <translation>시간이 너무 오래 걸립니다</translation>
    </message>
</context>
<context>
    <name>Lectures</name>
    <message>
        <source>{file}, line {line}, beat {beat}: {what}</source>
        <translation>{file}, {line}행, {beat}단계: {what}</translation>
    </message>
    <message>
        <source>{file}, line {line}: {what}</source>
        <translation>{file}, {line}행: {what}</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>문제 1개</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>문제 {count}개</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>평가 정확도</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>test cost</source>
        <translation>평가 손실</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>판정 클래스</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>갱신 횟수</translation>
    </message>
    <message>
        <source>lowest C</source>
        <translation>C의 최솟값</translation>
    </message>
    <message>
        <source>at rest at a minimum</source>
        <translation>최소점에서 멈춤</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
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
    <name>ListRows</name>
    <message>
        <source>↑ and ↓ choose a row, Enter takes it</source>
        <translation>↑ ↓ 키로 행을 고르고 Enter 키로 확정합니다</translation>
    </message>
</context>
<context>
    <name>LookMenus</name>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>글자 크기(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>움직임 줄이기(&amp;R)</translation>
    </message>
    <message>
        <source>Pictures change at once instead of moving</source>
        <translation>그림이 움직이지 않고 바로 바뀝니다</translation>
    </message>
</context>
<context>
    <name>LowerPanel</name>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
</context>
<context>
    <name>MadeText</name>
    <message>
        <source>Neuron {number}: {symbol} = {value}.</source>
        <translation>{number}번 뉴런: {symbol} = {value}.</translation>
    </message>
    <message>
        <source>Weight from {source} to neuron {number}: {symbol} = {value}.</source>
        <translation>{source}번에서 {number}번 뉴런으로 가는 가중치: {symbol} = {value}.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>F11 leaves the full screen; Ctrl+K finds every command</source>
        <translation>F11 키로 전체 화면을 끝내고, Ctrl+K 키로 모든 명령을 찾습니다</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>Legend of the map</source>
        <translation>맵 범례</translation>
    </message>
    <message>
        <source>lowest minimum of the slice</source>
        <translation>단면의 가장 낮은 최소점</translation>
    </message>
    <message>
        <source>global minimum</source>
        <translation>전역 최소점</translation>
    </message>
    <message>
        <source>minimum of the slice</source>
        <translation>단면의 최소점</translation>
    </message>
    <message>
        <source>local minimum</source>
        <translation>지역 최소점</translation>
    </message>
    <message>
        <source>saddle point</source>
        <translation>안장점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>최대점</translation>
    </message>
    <message>
        <source>C not defined</source>
        <translation>C 정의되지 않음</translation>
    </message>
    <message>
        <source>contours of the mini-batch</source>
        <translation>미니배치의 등고선</translation>
    </message>
    <message>
        <source>basins of descent, η = {rate}</source>
        <translation>흡인 영역, η = {rate}</translation>
    </message>
    <message>
        <source>reaches no minimum</source>
        <translation>최소점에 이르지 못함</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>lowest minimum of the slice</source>
        <translation>단면의 가장 낮은 최소점</translation>
    </message>
    <message>
        <source>minimum of the slice</source>
        <translation>단면의 최소점</translation>
    </message>
    <message>
        <source>global minimum</source>
        <translation>전역 최소점</translation>
    </message>
    <message>
        <source>local minimum</source>
        <translation>지역 최소점</translation>
    </message>
    <message>
        <source>saddle point</source>
        <translation>안장점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>최대점</translation>
    </message>
    <message>
        <source>Map of the cost</source>
        <translation>손실 맵</translation>
    </message>
    <message>
        <source>1 global minimum</source>
        <translation>전역 최소점 1개</translation>
    </message>
    <message>
        <source>{count} global minima</source>
        <translation>전역 최소점 {count}개</translation>
    </message>
    <message>
        <source>1 local minimum</source>
        <translation>지역 최소점 1개</translation>
    </message>
    <message>
        <source>{count} local minima</source>
        <translation>지역 최소점 {count}개</translation>
    </message>
    <message>
        <source>1 saddle point</source>
        <translation>안장점 1개</translation>
    </message>
    <message>
        <source>{count} saddle points</source>
        <translation>안장점 {count}개</translation>
    </message>
    <message>
        <source>1 maximum</source>
        <translation>최대점 1개</translation>
    </message>
    <message>
        <source>{count} maxima</source>
        <translation>최대점 {count}개</translation>
    </message>
    <message>
        <source>places where the cost is not defined</source>
        <translation>손실이 정의되지 않는 곳</translation>
    </message>
    <message>
        <source>neither minima nor saddle points in this window</source>
        <translation>이 범위에는 최소점도 안장점도 없음</translation>
    </message>
    <message>
        <source>plateau ‖∇C‖ &lt; {threshold}</source>
        <translation>고원 ‖∇C‖ &lt; {threshold}</translation>
    </message>
    <message>
        <source>C is not defined here</source>
        <translation>여기서는 C가 정의되지 않음</translation>
    </message>
    <message>
        <source>The two axes have different scales, so ∇C need not look perpendicular to the contours.</source>
        <translation>두 축의 눈금이 서로 달라 ∇C가 등고선과 수직으로 보이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>The arrow keys move a pointer that reads off the cost, Enter starts there.</source>
        <translation>화살표 키로 포인터를 움직여 그곳의 손실을 읽고, Enter 키로 그곳에서 시작합니다.</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>Layers multiplied</source>
        <translation>층끼리의 곱</translation>
    </message>
    <message>
        <source>Try identity</source>
        <translation>항등 함수로</translation>
    </message>
    <message>
        <source>Begin a run with the identity in every hidden layer</source>
        <translation>모든 은닉층이 항등 함수인 새 학습을 시작합니다</translation>
    </message>
    <message>
        <source>Every weight of the one matrix is 0: the same output everywhere, and no boundary.</source>
        <translation>이 한 행렬의 가중치가 모두 0입니다. 어디서나 출력이 같고 경계가 없습니다.</translation>
    </message>
    <message>
        <source>However many layers: one matrix, flat boundaries.</source>
        <translation>층이 아무리 많아도 행렬 하나: 평평한 경계들뿐입니다.</translation>
    </message>
    <message>
        <source>However many layers: one matrix, one flat boundary.</source>
        <translation>층이 아무리 많아도 행렬 하나: 평평한 경계 하나뿐입니다.</translation>
    </message>
    <message>
        <source>A single layer is one matrix: straight lines only.</source>
        <translation>층 하나는 행렬 하나: 직선들뿐입니다.</translation>
    </message>
    <message>
        <source>A single layer is one matrix: one straight line.</source>
        <translation>층 하나는 행렬 하나: 직선 하나뿐입니다.</translation>
    </message>
    <message>
        <source>However many layers: one matrix, straight lines only.</source>
        <translation>층이 아무리 많아도 행렬 하나: 직선들뿐입니다.</translation>
    </message>
    <message>
        <source>However many layers: one matrix, one straight line.</source>
        <translation>층이 아무리 많아도 행렬 하나: 직선 하나뿐입니다.</translation>
    </message>
    <message>
        <source>check: layer by layer a = {through}, with one matrix a = {once}</source>
        <translation>검산: 한 층씩 계산하면 a = {through}, 행렬 하나로 계산하면 a = {once}</translation>
    </message>
    <message>
        <source>Layer {layer} is {activation}: it bends, so the layers can&apos;t be multiplied into one.</source>
        <translation>{layer}층의 활성화 함수({activation})는 굽어 있어 층들을 하나로 곱할 수 없습니다.</translation>
    </message>
    <message>
        <source>With the identity in every hidden layer they can. Try it; Undo brings this run back.</source>
        <translation>은닉층이 모두 항등 함수면 곱할 수 있습니다. 해 보세요. [실행 취소]로 이 학습에 돌아옵니다.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Menus</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>Le&amp;ctures</source>
        <translation>강의(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Takes your last change back; ← goes back in time and changes nothing</source>
        <translation>마지막 변경을 취소합니다. ← 키는 시간만 되돌릴 뿐 아무것도 바꾸지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Makes the change again; → goes on in time and changes nothing</source>
        <translation>취소한 변경을 다시 실행합니다. → 키는 시간만 나아갈 뿐 아무것도 바꾸지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Undo: {change}</source>
        <translation>실행 취소(&amp;U): {change}</translation>
    </message>
    <message>
        <source>&amp;Redo: {change}</source>
        <translation>다시 실행(&amp;R): {change}</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>신경망(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Descent</source>
        <translation>경사하강(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>계산 그래프(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Parts in view</source>
        <translation>표시할 부분(&amp;P)</translation>
    </message>
    <message>
        <source>Page &amp;below the stage</source>
        <translation>신경망 아래 페이지(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
    <message>
        <source>Put everything bac&amp;k…</source>
        <translation>모두 처음으로 되돌리기(&amp;K)…</translation>
    </message>
    <message>
        <source>Layout, theme, language and text size as at the first start; your work stays</source>
        <translation>화면 구성, 테마, 언어, 글자 크기를 처음 실행할 때처럼 되돌립니다. 작업한 내용은 그대로 남습니다</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation>모든 단축키를 한 장에</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>명령 찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>Type a few letters of what you want to do</source>
        <translation>하려는 일을 몇 글자만 입력합니다</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>이것은 무엇입니까?(&amp;W)</translation>
    </message>
    <message>
        <source>Then click what you want explained</source>
        <translation>이어서 설명을 볼 곳을 클릭합니다</translation>
    </message>
    <message>
        <source>Folder with the &amp;log</source>
        <translation>로그 폴더(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About Deltaflow</source>
        <translation>Deltaflow 정보(&amp;A)</translation>
    </message>
    <message>
        <source>The log lies in {folder}.</source>
        <translation>로그 폴더: {folder}.</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Model and data</source>
        <translation>모델과 데이터</translation>
    </message>
    <message>
        <source>dashed: {name}</source>
        <translation>점선: {name}</translation>
    </message>
    <message>
        <source>{count} samples and the model&apos;s curve</source>
        <translation>샘플 {count}개와 모델의 곡선</translation>
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
        <source>1-1-1 network v·relu(u·x + 1)</source>
        <translation>1-1-1 신경망 v·relu(u·x + 1)</translation>
    </message>
    <message>
        <source>1-1-1 network v·tanh(u·x)</source>
        <translation>1-1-1 신경망 v·tanh(u·x)</translation>
    </message>
    <message>
        <source>A bent valley with steep walls and an almost level floor: the valley is found at once, its minimum at (1, 1) only after thousands of steps.</source>
        <translation>벽이 가파르고 바닥이 거의 평평한 굽은 골짜기입니다. 골짜기는 금방 찾지만, (1, 1)에 있는 최소점에는 수천 스텝이 지나야 닿습니다.</translation>
    </message>
    <message>
        <source>A bowl full of dents, with a local minimum near every pair of whole numbers: descent ends in the nearest one.</source>
        <translation>움푹한 곳이 가득한 그릇입니다. 두 좌표가 정수인 점마다 그 가까이에 지역 최소점이 있어, 경사하강은 가장 가까운 곳에서 끝납니다.</translation>
    </message>
    <message>
        <source>A funnel with a rippled wall: the ripples hold descent far above the minimum, which lies at the bottom of a sharp point.</source>
        <translation>벽이 물결치는 깔때기입니다. 최소점은 뾰족한 밑바닥에 있는데, 경사하강은 물결에 걸려 그보다 훨씬 높은 곳에 머뭅니다.</translation>
    </message>
    <message>
        <source>A maximum routes: the whole derivative goes to the largest, and the others get 0.</source>
        <translation>최댓값은 길을 하나만 엽니다. 도함수는 모두 가장 큰 수로 가고, 나머지는 0을 받습니다.</translation>
    </message>
    <message>
        <source>A shallow valley and a deep one: gradient descent stays in the first that it meets, momentum may carry it across.</source>
        <translation>얕은 골짜기와 깊은 골짜기입니다. 경사하강법은 처음 만난 골짜기에 머물고, 모멘텀은 그 골짜기를 넘어가기도 합니다.</translation>
    </message>
    <message>
        <source>A straight line through data, quadratic cost: a bowl. Wherever one starts, down leads to the one minimum.</source>
        <translation>데이터에 맞춘 직선과 이차 손실: 그릇 모양입니다. 어디서 시작하든 내려가면 하나뿐인 최소점에 닿습니다.</translation>
    </message>
    <message>
        <source>AND gate</source>
        <translation>AND 게이트</translation>
    </message>
    <message>
        <source>Ackley</source>
        <translation>Ackley 함수</translation>
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
        <source>Almost flat all around, so the gradient hardly says where the hole is: descent stands still for a long time, then falls in within a few steps.</source>
        <translation>주위가 거의 다 평평해서 기울기만으로는 구멍이 어디 있는지 알기 어렵습니다. 경사하강은 오래 제자리에 머물다가 몇 스텝 만에 빠져듭니다.</translation>
    </message>
    <message>
        <source>An addition passes the derivative on unchanged, and a multiplication swaps: w gets x, and x gets w.</source>
        <translation>덧셈은 도함수를 그대로 전하고, 곱셈은 맞바꿉니다. w는 x를, x는 w를 받습니다.</translation>
    </message>
    <message>
        <source>Another model on the same data has another surface: its minima and plateaus lie elsewhere, or are gone.</source>
        <translation>같은 데이터라도 모델이 다르면 손실 곡면이 달라집니다. 최소점과 고원이 다른 곳에 있거나 아예 없어지기도 합니다.</translation>
    </message>
    <message>
        <source>Beale</source>
        <translation>Beale 함수</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
        <source>Bowl</source>
        <translation>그릇</translation>
    </message>
    <message>
        <source>Bump</source>
        <translation>봉우리</translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation>범주형 교차 엔트로피</translation>
    </message>
    <message>
        <source>Chain of three</source>
        <translation>세 함수의 합성</translation>
    </message>
    <message>
        <source>Chain with skip connections</source>
        <translation>스킵 연결이 있는 사슬</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>동심원</translation>
    </message>
    <message>
        <source>Cliffs at the corners and a broad flat cross between them: what is a good learning rate on the flat overshoots at the cliffs.</source>
        <translation>귀퉁이는 절벽이고 그 사이에는 넓고 평평한 십자 모양이 있습니다. 평평한 곳에 알맞은 학습률이 절벽에서는 너무 멀리 뛰게 합니다.</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>Distance to a point on a circle</source>
        <translation>원 위의 점까지의 거리</translation>
    </message>
    <message>
        <source>Division and logarithm</source>
        <translation>나눗셈과 로그</translation>
    </message>
    <message>
        <source>Down along a, then the slope is gone though the cost is not minimal: only a nudge along b leads on to one of the two minima.</source>
        <translation>a를 따라 내려가면, 손실이 최소가 아닌데도 기울기가 사라집니다. b 쪽으로 조금 밀어야 두 최소점 가운데 하나로 이어집니다.</translation>
    </message>
    <message>
        <source>Drag the start on the right-hand map.</source>
        <translation>오른쪽 맵에서 시작점을 끌어 옮기세요.</translation>
    </message>
    <message>
        <source>Each addition also carries the derivative past a sigmoid unchanged, so that it does not vanish on its way to x.</source>
        <translation>덧셈마다 도함수가 시그모이드를 거치지 않고도 그대로 전해지므로, x까지 가는 동안 사라지지 않습니다.</translation>
    </message>
    <message>
        <source>Each step looks at a part of the samples only: its noise can lead out of a bad minimum.</source>
        <translation>스텝마다 샘플의 일부만 봅니다. 그 때문에 생기는 흔들림 덕분에 좋지 않은 최소점에서 벗어날 수도 있습니다.</translation>
    </message>
    <message>
        <source>Each z leads to both outputs, and yet, once the contributions are summed, simply p − y arrives at it.</source>
        <translation>z마다 두 출력으로 이어지지만, 기여를 모두 더하면 z에 이르는 값은 그저 p − y입니다.</translation>
    </message>
    <message>
        <source>Every use of x sends a contribution back, and the derivative is their sum.</source>
        <translation>x는 쓰인 곳마다 기여를 하나씩 돌려받으며, 그 합이 도함수입니다.</translation>
    </message>
    <message>
        <source>Four classes</source>
        <translation>네 클래스</translation>
    </message>
    <message>
        <source>Four minima of the same cost 0 around one hill: a small change of the start leads to another one.</source>
        <translation>언덕 하나를 둘러싸고 손실이 똑같이 0인 최소점이 넷 있습니다. 시작점을 조금만 바꾸어도 다른 최소점에 닿습니다.</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>경사하강법</translation>
    </message>
    <message>
        <source>Gradient descent ends in the valley in which it begins: from somewhere else it may find a deeper one.</source>
        <translation>경사하강법은 출발한 골짜기에서 멈춥니다. 다른 곳에서 출발하면 더 깊은 골짜기를 찾을 수도 있습니다.</translation>
    </message>
    <message>
        <source>Half adder</source>
        <translation>반가산기</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Hills</source>
        <translation>언덕</translation>
    </message>
    <message>
        <source>Himmelblau</source>
        <translation>Himmelblau 함수</translation>
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
        <source>Line a·x + b</source>
        <translation>직선 a·x + b</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>일차식</translation>
    </message>
    <message>
        <source>Linear regression</source>
        <translation>선형 회귀</translation>
    </message>
    <message>
        <source>MNIST digits</source>
        <translation>MNIST 숫자</translation>
    </message>
    <message>
        <source>Maximum of three</source>
        <translation>세 수의 최댓값</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Momentum carries it on over plateaus and along ravines; others fit the step to every parameter.</source>
        <translation>모멘텀은 고원과 좁은 골짜기에서도 계속 나아가게 합니다. 다른 옵티마이저는 매개변수마다 걸음의 크기를 맞춥니다.</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>반달</translation>
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
        <source>NOR gate</source>
        <translation>NOR 게이트</translation>
    </message>
    <message>
        <source>NOT gate</source>
        <translation>NOT 게이트</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>네스테로프 모멘텀</translation>
    </message>
    <message>
        <source>Network 2–2–1 written out</source>
        <translation>풀어 쓴 2–2–1 신경망</translation>
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
        <source>One function inside another: the derivative is the product of the three local ones along the chain.</source>
        <translation>함수 안에 함수가 있습니다. 도함수는 사슬을 따라 놓인 국소 도함수 셋의 곱입니다.</translation>
    </message>
    <message>
        <source>One neuron, cross-entropy</source>
        <translation>뉴런 하나, 교차 엔트로피</translation>
    </message>
    <message>
        <source>One neuron, quadratic cost</source>
        <translation>뉴런 하나, 이차 손실</translation>
    </message>
    <message>
        <source>One pass backward gives all nine weights and biases their derivatives: the error at z3 is reused for everything before it.</source>
        <translation>역전파 한 번으로 가중치와 편향 아홉 개의 도함수를 모두 얻습니다. z3의 오차를 그 앞의 모든 계산에 다시 씁니다.</translation>
    </message>
    <message>
        <source>One variable used three times</source>
        <translation>세 번 쓰이는 변수</translation>
    </message>
    <message>
        <source>One weight, two samples</source>
        <translation>가중치 하나, 샘플 둘</translation>
    </message>
    <message>
        <source>Parabola</source>
        <translation>포물선</translation>
    </message>
    <message>
        <source>Perceptron criterion</source>
        <translation>퍼셉트론 기준</translation>
    </message>
    <message>
        <source>Plateau with a hole</source>
        <translation>구멍이 있는 고원</translation>
    </message>
    <message>
        <source>Product of three</source>
        <translation>세 수의 곱</translation>
    </message>
    <message>
        <source>Quadratic cost</source>
        <translation>이차 손실</translation>
    </message>
    <message>
        <source>Quadratic cost. A single outlier makes a second, true local minimum, in which the neuron answers nearly the same to everything. Which of the two descent finds depends on the start.</source>
        <translation>이차 손실. 이상치 하나 때문에 두 번째 진짜 지역 최소점이 생기고, 거기서는 뉴런이 어떤 입력에나 거의 똑같이 답합니다. 경사하강이 둘 중 어느 것을 찾는지는 시작점에 달려 있습니다.</translation>
    </message>
    <message>
        <source>Quadratic cost. Where the neuron is sure and wrong it is saturated: σ′(z) is almost 0, and so is the slope. Descent that begins on the plateau hardly moves.</source>
        <translation>이차 손실. 뉴런이 확신하면서 틀린 곳에서는 뉴런이 포화되어 σ′(z) 값이 거의 0이고 기울기도 그렇습니다. 고원에서 시작한 경사하강은 거의 움직이지 않습니다.</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation>Rastrigin 함수</translation>
    </message>
    <message>
        <source>Ravine</source>
        <translation>협곡</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>ReLU neuron that is off</source>
        <translation>꺼진 ReLU 뉴런</translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation>Rosenbrock 함수</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>안장</translation>
    </message>
    <message>
        <source>Separable</source>
        <translation>선형 분리</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>Sigmoid neuron: plateau</source>
        <translation>시그모이드 뉴런: 고원</translation>
    </message>
    <message>
        <source>Sigmoid neuron: two minima</source>
        <translation>시그모이드 뉴런: 최소점 둘</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>사인</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Softmax of two, cross-entropy</source>
        <translation>출력 둘의 소프트맥스, 교차 엔트로피</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>소프트플러스</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>나선</translation>
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
        <source>The angle t reaches the distance through its sine and its cosine; descent turns it towards the point (p, q).</source>
        <translation>각 t는 사인과 코사인을 거쳐 거리에 이릅니다. 경사하강은 점 (p, q) 쪽으로 각을 돌립니다.</translation>
    </message>
    <message>
        <source>The derivative with respect to a factor is the product of all the others.</source>
        <translation>한 인수에 대한 도함수는 나머지 인수를 모두 곱한 것입니다.</translation>
    </message>
    <message>
        <source>The error δ at z is the slope of the cost times that of the sigmoid; b gets δ itself, and w gets x times δ.</source>
        <translation>z의 오차 δ는 손실의 기울기와 시그모이드의 기울기를 곱한 것입니다. b는 δ를 그대로 받고, w는 x와 δ의 곱을 받습니다.</translation>
    </message>
    <message>
        <source>The friendliest surface: the gradient points straight away from the minimum, and every learning rate below 2 gets there.</source>
        <translation>가장 다루기 쉬운 곡면입니다. 기울기가 최소점의 정반대를 가리키며, 2보다 작은 학습률이면 모두 최소점에 닿습니다.</translation>
    </message>
    <message>
        <source>The length of a step: with a small η hardly anything moves on a plateau, with a large one it diverges.</source>
        <translation>걸음의 길이를 정합니다. η가 작으면 고원에서 거의 움직이지 않고, 크면 발산합니다.</translation>
    </message>
    <message>
        <source>The ratio reaches L along two paths; their contributions have opposite signs, and at a = b they cancel.</source>
        <translation>비는 두 길로 L에 이릅니다. 두 기여는 부호가 서로 반대이고, a = b이면 상쇄됩니다.</translation>
    </message>
    <message>
        <source>The same data with a hidden neuron. Two minima lie opposite each other, (u, v) and (−u, −v), and between them a saddle point at the origin.</source>
        <translation>같은 데이터에 은닉 뉴런을 하나 두었습니다. 두 최소점이 (u, v)와 (−u, −v)에서 마주 보고, 그 사이 원점에 안장점이 있습니다.</translation>
    </message>
    <message>
        <source>The same data with a hidden neuron; both neurons have the same w and b. Two minima answer alike, and a saddle point stands between them.</source>
        <translation>같은 데이터에 은닉 뉴런을 하나 두었고, 두 뉴런의 w와 b가 같습니다. 두 최소점은 비슷하게 답하고, 그 사이에 안장점이 있습니다.</translation>
    </message>
    <message>
        <source>The same data with a rectifier as the hidden neuron. Its kinks run through the surface as edges.</source>
        <translation>같은 데이터에 ReLU 은닉 뉴런을 두었습니다. 꺾이는 곳이 곡면을 가로지르는 모서리로 나타납니다.</translation>
    </message>
    <message>
        <source>The same data without the sigmoid: nothing saturates, the surface is a bowl again.</source>
        <translation>같은 데이터에서 시그모이드를 뺐습니다. 포화되는 것이 없어 곡면이 다시 그릇 모양입니다.</translation>
    </message>
    <message>
        <source>The same neuron and the same data. Cross-entropy cancels σ′(z): where the neuron is sure and wrong, the slope is steepest.</source>
        <translation>같은 뉴런, 같은 데이터입니다. 교차 엔트로피에서는 σ′(z) 인수가 약분되므로, 뉴런이 확신하면서 틀린 곳에서 기울기가 가장 가파릅니다.</translation>
    </message>
    <message>
        <source>The same neuron and the same data. With cross-entropy the cost of a single neuron is convex, so there is one minimum only.</source>
        <translation>같은 뉴런, 같은 데이터입니다. 교차 엔트로피를 쓰면 뉴런 하나의 손실이 볼록하여 최소점이 하나뿐입니다.</translation>
    </message>
    <message>
        <source>The same, 1-1-1 with tied weights</source>
        <translation>같은 데이터, 가중치를 묶은 1-1-1</translation>
    </message>
    <message>
        <source>The same, cross-entropy: no plateau</source>
        <translation>같은 데이터, 교차 엔트로피: 고원 없음</translation>
    </message>
    <message>
        <source>The same, cross-entropy: one minimum</source>
        <translation>같은 데이터, 교차 엔트로피: 최소점 하나</translation>
    </message>
    <message>
        <source>The same, linear neuron: a bowl</source>
        <translation>같은 데이터, 선형 뉴런: 그릇</translation>
    </message>
    <message>
        <source>The slope of a sigmoid is at most ¼, so that the derivative shrinks at each of the six and little is left for w1.</source>
        <translation>시그모이드의 기울기는 최대 ¼이라서 도함수가 시그모이드 여섯 개를 하나씩 지날 때마다 작아지고, w1에는 거의 남지 않습니다.</translation>
    </message>
    <message>
        <source>The slope of the sigmoid cancels: what arrives at z is simply a − y, however saturated the neuron is.</source>
        <translation>시그모이드의 기울기가 약분됩니다. 뉴런이 아무리 포화되어도 z에 이르는 값은 그저 a − y입니다.</translation>
    </message>
    <message>
        <source>The weight is shared by both samples: its derivative is the sum of what each of them sends back.</source>
        <translation>두 샘플이 가중치를 함께 씁니다. 그 도함수는 두 샘플이 저마다 돌려보내는 값의 합입니다.</translation>
    </message>
    <message>
        <source>The weight reaches L along two paths, through the error and through its own square; what comes back along the second pulls it towards 0.</source>
        <translation>가중치는 오차를 거치는 길과 자신의 제곱을 거치는 길로 L에 이릅니다. 두 번째 길로 돌아오는 값은 가중치를 0 쪽으로 당깁니다.</translation>
    </message>
    <message>
        <source>Three classes</source>
        <translation>세 클래스</translation>
    </message>
    <message>
        <source>Twenty times as curved across as along: descent zigzags between the walls and creeps along the floor.</source>
        <translation>가로지르는 방향의 곡률이 따라가는 방향의 20배입니다. 경사하강은 벽 사이를 지그재그로 오가며 바닥을 따라 기어갑니다.</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>두 정규분포</translation>
    </message>
    <message>
        <source>Two valleys</source>
        <translation>두 골짜기</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>균등 분포</translation>
    </message>
    <message>
        <source>Vanishing chain of sigmoids</source>
        <translation>시그모이드 사슬의 기울기 소실</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>Where z is negative the slope of ReLU is 0: nothing arrives at w and b, and descent stands still until they are changed by hand.</source>
        <translation>z가 음수인 곳에서 ReLU의 기울기는 0입니다. w와 b에 아무것도 전해지지 않아, 손으로 바꾸어 줄 때까지 경사하강은 멈춰 있습니다.</translation>
    </message>
    <message>
        <source>XNOR gate</source>
        <translation>XNOR 게이트</translation>
    </message>
    <message>
        <source>XOR gate</source>
        <translation>XOR 게이트</translation>
    </message>
    <message>
        <source>XOR in the plane</source>
        <translation>평면 위의 XOR</translation>
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
        <source>Zigzag</source>
        <translation>지그재그</translation>
    </message>
    <message>
        <source>another learning rate</source>
        <translation>다른 학습률</translation>
    </message>
    <message>
        <source>another start</source>
        <translation>다른 시작점</translation>
    </message>
    <message>
        <source>another structure</source>
        <translation>다른 구조</translation>
    </message>
    <message>
        <source>batch size m</source>
        <translation>배치 크기 m</translation>
    </message>
    <message>
        <source>carry</source>
        <translation>올림</translation>
    </message>
    <message>
        <source>comparison of two batch sizes</source>
        <translation>두 배치 크기 비교</translation>
    </message>
    <message>
        <source>comparison of two learning rates</source>
        <translation>두 학습률 비교</translation>
    </message>
    <message>
        <source>comparison of two optimizers</source>
        <translation>두 옵티마이저 비교</translation>
    </message>
    <message>
        <source>comparison of two starts</source>
        <translation>두 시작점 비교</translation>
    </message>
    <message>
        <source>comparison of two structures</source>
        <translation>두 구조 비교</translation>
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
        <source>first direction</source>
        <translation>첫째 방향</translation>
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
        <source>learning rate η</source>
        <translation>학습률 η</translation>
    </message>
    <message>
        <source>mini-batches</source>
        <translation>미니배치</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀 계수</translation>
    </message>
    <message>
        <source>momentum, or another optimizer</source>
        <translation>모멘텀 또는 다른 옵티마이저</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>원점</translation>
    </message>
    <message>
        <source>regularisation strength</source>
        <translation>규제 강도</translation>
    </message>
    <message>
        <source>second direction</source>
        <translation>둘째 방향</translation>
    </message>
    <message>
        <source>share of test samples</source>
        <translation>평가 샘플 비율</translation>
    </message>
    <message>
        <source>smallest divisor</source>
        <translation>분모의 최솟값</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>structure</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
    <message>
        <source>the batch size that is compared</source>
        <translation>비교할 배치 크기</translation>
    </message>
    <message>
        <source>the learning rate that is compared</source>
        <translation>비교할 학습률</translation>
    </message>
    <message>
        <source>the optimizer that is compared</source>
        <translation>비교할 옵티마이저</translation>
    </message>
    <message>
        <source>the start that is compared</source>
        <translation>비교할 시작점</translation>
    </message>
    <message>
        <source>the structure that is compared</source>
        <translation>비교할 구조</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Sample and set-up</source>
        <translation>샘플과 설정</translation>
    </message>
    <message>
        <source>Equations and pages</source>
        <translation>수식과 다른 페이지</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>그래프</translation>
    </message>
</context>
<context>
    <name>NetworkPicture</name>
    <message>
        <source>Choose a neuron or a weight in the Network workspace, and its derivative as a graph: then the same is seen here in the network.</source>
        <translation>[신경망] 작업 공간에서 뉴런이나 가중치를 고르고 그 도함수를 계산 그래프로 열면, 같은 계산을 여기서 신경망으로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Values of the sample</source>
        <translation>샘플의 값</translation>
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
        <source>BP1: error of the output</source>
        <translation>BP1: 출력의 오차</translation>
    </message>
    <message>
        <source>BP2: error of a hidden layer</source>
        <translation>BP2: 은닉층의 오차</translation>
    </message>
    <message>
        <source>BP3: derivative of a bias</source>
        <translation>BP3: 편향의 도함수</translation>
    </message>
    <message>
        <source>BP4: derivative of a weight</source>
        <translation>BP4: 가중치의 도함수</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
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
        <source>Learning</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>What the edges show</source>
        <translation>연결선에 나타낼 값</translation>
    </message>
    <message>
        <source>What belongs to the phase: weights, signals, errors, gradients or updates</source>
        <translation>지금 단계에 맞는 값: 가중치, 신호, 오차, 기울기 또는 갱신</translation>
    </message>
    <message>
        <source>The weights w</source>
        <translation>가중치 w</translation>
    </message>
    <message>
        <source>The signals w·a, or going back w·δ</source>
        <translation>신호 w·a, 되돌아갈 때는 w·δ</translation>
    </message>
    <message>
        <source>The gradients a·δ, in the end their mean ∂C/∂w</source>
        <translation>기울기 a·δ, 마지막에는 그 평균 ∂C/∂w</translation>
    </message>
    <message>
        <source>How fast each weight learns: |Δw| of a step</source>
        <translation>가중치마다 학습하는 속도: 한 스텝의 |Δw|</translation>
    </message>
    <message>
        <source>Change weights by hand (W): drag an edge or a neuron up or down, turn the wheel over it, or double-click it to type a value</source>
        <translation>손으로 가중치 바꾸기 (W): 연결선이나 뉴런을 위아래로 끌거나, 그 위에서 휠을 돌리거나, 더블클릭해서 값을 입력합니다</translation>
    </message>
    <message>
        <source>Show the derivative of the chosen weight or neuron as a computational graph (G)</source>
        <translation>선택한 가중치나 뉴런의 도함수를 계산 그래프로 봅니다 (G)</translation>
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
        <source>{quantity}, step {step}</source>
        <translation>{quantity}, 스텝 {step}</translation>
    </message>
    <message>
        <source>Network {sizes}</source>
        <translation>신경망 {sizes}</translation>
    </message>
    <message>
        <source>1 weight</source>
        <translation>가중치 1개</translation>
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
        <source>↑ and ↓ choose a neuron, with Shift a weight that leads to it, [ and ] go to another layer. Where weights are changed by hand (W), Enter types the chosen weight or bias, Alt+↑ and Alt+↓ change it. + and − zoom, F shows all, Escape chooses nothing.</source>
        <translation>↑ ↓ 키로 뉴런을 고르고, Shift 키와 함께 누르면 그 뉴런으로 들어오는 가중치를 고릅니다. [ ] 키로 다른 층으로 갑니다. 손으로 가중치를 바꾸는 중에는(W) Enter 키로 선택한 가중치나 편향을 입력하고 Alt+↑, Alt+↓ 키로 바꿉니다. + − 키로 확대·축소하고, F 키로 전체를 보고, Esc 키로 선택을 해제합니다.</translation>
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
    <message>
        <source>learning speed |Δw|</source>
        <translation>학습 속도 |Δw|</translation>
    </message>
    <message>
        <source>nothing is learned from this sample</source>
        <translation>이 샘플로는 학습하지 않음</translation>
    </message>
    <message>
        <source>no weight moves in this step</source>
        <translation>이 스텝에서 움직이는 가중치 없음</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>안 움직임</translation>
    </message>
    <message>
        <source>edges not drawn stand still</source>
        <translation>그리지 않은 것은 안 움직임</translation>
    </message>
</context>
<context>
    <name>NotesContent</name>
    <message>
        <source>Planned length in minutes</source>
        <translation>예정 시간(분)</translation>
    </message>
    <message>
        <source>Count from 0 again</source>
        <translation>0부터 다시 재기</translation>
    </message>
    <message>
        <source>Smaller letters (Ctrl+−)</source>
        <translation>글자 작게 (Ctrl+−)</translation>
    </message>
    <message>
        <source>Larger letters (Ctrl++)</source>
        <translation>글자 크게 (Ctrl++)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Beat {number} of {count}</source>
        <translation>{count}단계 중 {number}단계</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>노트</translation>
    </message>
    <message>
        <source>This beat has no notes.</source>
        <translation>이 단계에는 노트가 없습니다.</translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation>다음: {title}</translation>
    </message>
    <message>
        <source>This is the last beat.</source>
        <translation>마지막 단계입니다.</translation>
    </message>
    <message>
        <source>No lecture is open.</source>
        <translation>열린 강의가 없습니다.</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>{time} 초과</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>To try</source>
        <translation>해 보기</translation>
    </message>
    <message>
        <source>of</source>
        <translation>/ 예정</translation>
    </message>
    <message>
        <source>min</source>
        <translation>분</translation>
    </message>
</context>
<context>
    <name>NotesWindow</name>
    <message>
        <source>Speaker notes</source>
        <translation>발표자 노트</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A new run has begun.</source>
        <translation>새 학습을 시작했습니다.</translation>
    </message>
    <message>
        <source>Undone. The step made since is set aside.</source>
        <translation>실행을 취소했습니다. 그 뒤에 진행한 스텝 1개는 따로 보관됩니다.</translation>
    </message>
    <message>
        <source>Undone. The {steps} steps made since are set aside.</source>
        <translation>실행을 취소했습니다. 그 뒤에 진행한 스텝 {steps}개는 따로 보관됩니다.</translation>
    </message>
    <message>
        <source>Undone. The comparison is set aside.</source>
        <translation>실행을 취소했습니다. 비교는 따로 보관됩니다.</translation>
    </message>
    <message>
        <source>The comparison has ended: the run has been changed and goes on alone.</source>
        <translation>비교를 끝냈습니다. 학습이 변경되어 이제 이 학습만 진행합니다.</translation>
    </message>
    <message>
        <source>The way ends here: following a sample changes no weight. Learn it to see the update.</source>
        <translation>여기가 끝입니다. 따라가기만 하면 가중치가 바뀌지 않습니다. 갱신을 보려면 이 샘플로 학습하세요.</translation>
    </message>
    <message>
        <source>Changed settings wait to be applied: the network in view goes on without them.</source>
        <translation>바꾼 설정이 아직 적용되지 않았습니다. 지금 보이는 신경망이 바꾸기 전 설정으로 계속됩니다.</translation>
    </message>
    <message>
        <source>The run diverges: in step {step} the optimizer&apos;s memory overflows, although the cost is finite: the largest gradient is {gradient}. Begin with smaller weights, or choose an optimizer that remembers nothing.</source>
        <translation>학습이 발산합니다. 스텝 {step}에서 손실은 유한하지만 옵티마이저가 기억하는 값이 유한한 수의 범위를 넘습니다. 가장 큰 기울기: {gradient}. 더 작은 가중치로 시작하거나, 기억하는 값이 없는 옵티마이저를 고르세요.</translation>
    </message>
    <message>
        <source>Changed settings wait to be applied. Which network shall be trained?</source>
        <translation>바꾼 설정이 아직 적용되지 않았습니다. 어느 신경망을 학습시킬까요?</translation>
    </message>
    <message>
        <source>Changed settings can&apos;t be applied yet: first fix those marked in red. The network in view can be trained as it is.</source>
        <translation>바꾼 설정을 아직 적용할 수 없습니다. 빨간색으로 표시된 설정부터 고치세요. 지금 보이는 신경망은 그대로 학습시킬 수 있습니다.</translation>
    </message>
    <message>
        <source>The paper is empty: draw something first.</source>
        <translation>종이가 비어 있습니다. 먼저 그려 보세요.</translation>
    </message>
    <message>
        <source>What did you draw? To learn it, the network must know the right answer.</source>
        <translation>무엇을 그렸나요? 학습하려면 신경망이 정답을 알아야 합니다.</translation>
    </message>
    <message>
        <source>What is the right answer? To learn this sample, the network must know it: say it on the card of the sample.</source>
        <translation>정답은 무엇인가요? 이 샘플을 학습하려면 신경망이 정답을 알아야 합니다. 샘플 카드에서 정하세요.</translation>
    </message>
    <message>
        <source>What did you draw? The cost compares the output with the right answer.</source>
        <translation>무엇을 그렸나요? 손실은 출력을 정답과 비교해서 구합니다.</translation>
    </message>
    <message>
        <source>What is the right answer? The cost compares the output with it: say it on the card of the sample.</source>
        <translation>정답은 무엇인가요? 손실은 출력을 정답과 비교해서 구합니다. 샘플 카드에서 정하세요.</translation>
    </message>
    <message>
        <source>The steps are too long: η is {rate}, and the curvature after step {origin} allows {stable} at most.</source>
        <translation>보폭이 너무 큽니다. 학습률: η = {rate}, 스텝 {origin} 이후의 곡률에서 허용되는 최댓값: {stable}.</translation>
    </message>
    <message>
        <source>The steps are too long: η is {rate}, and the curvature at the start allows {stable} at most.</source>
        <translation>보폭이 너무 큽니다. 학습률: η = {rate}, 시작점의 곡률에서 허용되는 최댓값: {stable}.</translation>
    </message>
    <message>
        <source>The steps are probably too long: η is {rate}.</source>
        <translation>보폭이 너무 큰 것 같습니다. 학습률: η = {rate}.</translation>
    </message>
    <message>
        <source>Layer {layer} has been driven into saturation: σ′ is nearly 0 for {share} of it. Earlier steps were probably too long; η is {rate}.</source>
        <translation>층 {layer}의 포화된 비율: {share}. 여기서는 σ′이 0에 가깝습니다. 앞선 스텝의 보폭이 너무 컸던 것 같습니다. 학습률: η = {rate}.</translation>
    </message>
    <message>
        <source>All neurons of layer {layer} are off for every sample, so that no error comes through. A step was probably too long; η is {rate}.</source>
        <translation>층 {layer}의 모든 뉴런이 어떤 샘플에도 꺼져 있어 오차가 전해지지 않습니다. 보폭이 너무 컸던 것 같습니다. 학습률: η = {rate}.</translation>
    </message>
    <message>
        <source>All neurons of layer {layer} have the same weights and get the same error, so they stay alike: the initial weights must differ.</source>
        <translation>층 {layer}의 뉴런들은 가중치도, 받는 오차도 모두 같아서 계속 똑같이 남습니다. 초기 가중치가 서로 달라야 합니다.</translation>
    </message>
    <message>
        <source>The initial weights are probably too large: at the start σ′ was nearly 0 for {share} of layer {layer}.</source>
        <translation>초기 가중치가 너무 큰 것 같습니다. 시작할 때 층 {layer}의 {share}에서 σ′이 0에 가까웠습니다.</translation>
    </message>
    <message>
        <source>The initial weights let the signal fade: at the start only {share} of what differs between samples reached layer {layer}.</source>
        <translation>초기 가중치 때문에 신호가 사라집니다. 시작할 때 샘플 사이의 차이 가운데 {share}만 층 {layer}에 이르렀습니다.</translation>
    </message>
    <message>
        <source>All weights and biases are frozen: nothing can move.</source>
        <translation>모든 가중치와 편향이 고정되어 있어 아무것도 움직이지 못합니다.</translation>
    </message>
    <message>
        <source>The regularisation pulls the weights to 0 faster than the data pull them away: {share} of their size is left.</source>
        <translation>규제가 가중치를 0으로 끌어당기는 힘이 데이터보다 셉니다. 남은 가중치 크기: 처음의 {share}.</translation>
    </message>
    <message>
        <source>An activation function without slope lets no error through: no weight before it moves.</source>
        <translation>기울기가 없는 활성화 함수는 오차를 전하지 않으므로, 그 앞의 가중치는 움직이지 않습니다.</translation>
    </message>
    <message>
        <source>The network is one linear map, whatever its weights are: with these data it can&apos;t do better.</source>
        <translation>이 신경망은 가중치가 어떻든 하나의 선형 변환이라, 이 데이터에서는 더 나아질 수 없습니다.</translation>
    </message>
    <message>
        <source>The steps are too short: η is {rate}, though the slope ‖∇C‖ = {slope} leads down.</source>
        <translation>보폭이 너무 작습니다. 학습률: η = {rate}. 내려갈 기울기는 있습니다: ‖∇C‖ = {slope}.</translation>
    </message>
    <message>
        <source>It is on a plateau: the slope ‖∇C‖ is {slope} only.</source>
        <translation>고원에 있어 기울기가 작습니다: ‖∇C‖ = {slope}.</translation>
    </message>
    <message>
        <source>New run without regularisation</source>
        <translation>규제 없이 새로 시작</translation>
    </message>
    <message>
        <source>New run with nothing frozen</source>
        <translation>고정을 풀고 새로 시작</translation>
    </message>
    <message>
        <source>New run with a hidden layer</source>
        <translation>은닉층을 넣어 새로 시작</translation>
    </message>
    <message>
        <source>New run with other weights</source>
        <translation>다른 가중치로 새로 시작</translation>
    </message>
    <message>
        <source>New run with the weights: {weights}</source>
        <translation>초기 가중치 {weights}, 새로 시작</translation>
    </message>
    <message>
        <source>New run with {activation}</source>
        <translation>{activation}, 새로 시작</translation>
    </message>
    <message>
        <source>New run with {activation} and the weights: {weights}</source>
        <translation>{activation}, 초기 가중치 {weights}, 새로 시작</translation>
    </message>
    <message>
        <source>A new future begins here: step {step} is set aside.</source>
        <translation>여기서부터 새로 진행합니다. 스텝 {step}의 기록은 따로 치워 두었습니다.</translation>
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
        <source>Learning fails: at step {step} the cost is {cost}, at the start it was {before}.</source>
        <translation>학습 실패: 스텝 {step}의 손실 {cost}, 시작할 때 {before}.</translation>
    </message>
    <message>
        <source>Learning stands still since step {since}: at step {step} the cost is {cost}, no better than the mean for all.</source>
        <translation>스텝 {since} 이후 학습이 멈췄습니다. 스텝 {step}의 손실 {cost}, 평균값만 답해도 이만큼입니다.</translation>
    </message>
    <message>
        <source>Learning fails: at step {step} the cost is {cost}, at the start it was {before}; accuracy {accuracy}.</source>
        <translation>학습 실패: 스텝 {step}의 손실 {cost}, 시작할 때 {before}, 정확도 {accuracy}.</translation>
    </message>
    <message>
        <source>Learning stands still since step {since}: at step {step} the cost is {cost}, accuracy {accuracy} (one answer for all: {chance}).</source>
        <translation>스텝 {since} 이후 학습이 멈췄습니다. 스텝 {step}의 손실 {cost}, 정확도 {accuracy} (한 가지 답만 할 때: {chance}).</translation>
    </message>
    <message>
        <source>Back to step {step} with η = {rate}</source>
        <translation>η = {rate}, 스텝 {step}부터 다시</translation>
    </message>
    <message>
        <source>Apply and train</source>
        <translation>적용하고 학습</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Train the one in view</source>
        <translation>지금 신경망 학습</translation>
    </message>
    <message>
        <source>Go on with η = {rate}</source>
        <translation>η = {rate}, 여기서 계속</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
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
    <name>NumbersPage</name>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>0 are the inputs</source>
        <translation>0은 입력</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>counted from 1</source>
        <translation>번호는 1부터</translation>
    </message>
    <message>
        <source>weighted input</source>
        <translation>가중 입력</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>slope of the activation function; softmax has none of one z</source>
        <translation>활성화 함수의 기울기(소프트맥스에는 z 하나에 대한 기울기가 없음)</translation>
    </message>
    <message>
        <source>error of the neuron for the sample in view: ∂C_x/∂z = ∂C_x/∂b</source>
        <translation>지금 보는 샘플에 대한 뉴런의 오차: ∂C_x/∂z = ∂C_x/∂b</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>mean of ∂C_x/∂b over the batch</source>
        <translation>배치에 대한 ∂C_x/∂b의 평균</translation>
    </message>
    <message>
        <source>to which the weight leads</source>
        <translation>가중치가 향하는 쪽</translation>
    </message>
    <message>
        <source>from</source>
        <translation>출발</translation>
    </message>
    <message>
        <source>neuron of the layer before</source>
        <translation>앞 층의 뉴런</translation>
    </message>
    <message>
        <source>weight at this instant</source>
        <translation>이 시점의 가중치</translation>
    </message>
    <message>
        <source>gradient of the sample in view: a·δ</source>
        <translation>지금 보는 샘플의 기울기: a·δ</translation>
    </message>
    <message>
        <source>mean of ∂C_x/∂w over the batch</source>
        <translation>배치에 대한 ∂C_x/∂w의 평균</translation>
    </message>
    <message>
        <source>what the update has added</source>
        <translation>갱신으로 더해진 값</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표 출력</translation>
    </message>
    <message>
        <source>what is right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>what the network says</source>
        <translation>신경망의 답</translation>
    </message>
    <message>
        <source>activation of the output</source>
        <translation>출력의 활성값</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>of the batch, counted from 1</source>
        <translation>배치 안의 번호, 1부터</translation>
    </message>
    <message>
        <source>row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>of the training data</source>
        <translation>학습 데이터의 행 번호</translation>
    </message>
    <message>
        <source>cost of the sample</source>
        <translation>샘플의 손실</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>아직 계산 전</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Which numbers</source>
        <translation>표시할 수치</translation>
    </message>
    <message>
        <source>z, a, σ′(z), δ, b and ∂C/∂b of every neuron</source>
        <translation>모든 뉴런의 z, a, σ′(z), δ, b, ∂C/∂b</translation>
    </message>
    <message>
        <source>w, its gradients and its update for every weight</source>
        <translation>모든 가중치의 w, 기울기, 갱신</translation>
    </message>
    <message>
        <source>Target, output and cost of every sample of the batch</source>
        <translation>배치의 모든 샘플의 목표 출력, 출력, 손실</translation>
    </message>
    <message>
        <source>Numbers of the neurons</source>
        <translation>뉴런의 수치</translation>
    </message>
    <message>
        <source>Numbers of the weights</source>
        <translation>가중치의 수치</translation>
    </message>
    <message>
        <source>Numbers of the samples of the batch</source>
        <translation>배치에 든 샘플의 수치</translation>
    </message>
    <message>
        <source>rows: {count} · empty: not computed yet at this instant · Ctrl+C copies</source>
        <translation>행: {count} · 빈칸: 이 시점에는 아직 계산 전 · Ctrl+C 키로 복사</translation>
    </message>
</context>
<context>
    <name>NumbersTable</name>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>from neuron</source>
        <translation>출발 뉴런</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Network at this instant</source>
        <translation>이 시점의 신경망</translation>
    </message>
    <message>
        <source>Cost and accuracy of the run</source>
        <translation>학습의 손실과 정확도</translation>
    </message>
    <message>
        <source>updates made</source>
        <translation>갱신 횟수</translation>
    </message>
    <message>
        <source>cost of the batch</source>
        <translation>배치의 손실</translation>
    </message>
    <message>
        <source>training cost</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>학습 정확도</translation>
    </message>
    <message>
        <source>test cost</source>
        <translation>평가 손실</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>평가 정확도</translation>
    </message>
    <message>
        <source>descent</source>
        <translation>경사하강</translation>
    </message>
    <message>
        <source>runner</source>
        <translation>공</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>steps made</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>Steps of all that move</source>
        <translation>모든 공의 스텝</translation>
    </message>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>연산</translation>
    </message>
    <message>
        <source>Nodes of the graph</source>
        <translation>계산 그래프의 노드</translation>
    </message>
</context>
<context>
    <name>NumbersView</name>
    <message>
        <source>The arrow keys, Page Up and Page Down move in the table, Ctrl+C copies the chosen cells</source>
        <translation>화살표 키와 Page Up, Page Down 키로 표 안을 움직이고, Ctrl+C 키로 선택한 칸을 복사합니다</translation>
    </message>
</context>
<context>
    <name>OptimizerRow</name>
    <message>
        <source>{name}: takes part in the descent</source>
        <translation>{name}: 하강에 참여</translation>
    </message>
    <message>
        <source>Learning rate of {name}</source>
        <translation>{name}의 학습률</translation>
    </message>
    <message>
        <source>Further numbers of {name}</source>
        <translation>{name}의 다른 설정값</translation>
    </message>
</context>
<context>
    <name>OutcomeEntry</name>
    <message>
        <source>Click to see its steps in numbers</source>
        <translation>클릭하면 스텝을 수로 풀어 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>OutcomeWords</name>
    <message>
        <source>It is out of the window.</source>
        <translation>표시 범위를 벗어났습니다.</translation>
    </message>
    <message>
        <source>{name} stands at its start: C = {cost}, ‖∇C‖ = {slope}.</source>
        <translation>{name}: 시작점에 있습니다. C = {cost}, ‖∇C‖ = {slope}.</translation>
    </message>
    <message>
        <source>{name} has converged to the &lt;b&gt;lowest cost known&lt;/b&gt;, C = {cost}: a floor without a single lowest point.</source>
        <translation>{name}: &lt;b&gt;알려진 가장 낮은 손실&lt;/b&gt; C = {cost}에 수렴했습니다. 가장 낮은 곳이 한 점이 아니라 바닥을 이룹니다.</translation>
    </message>
    <message>
        <source>{name} has been &lt;b&gt;hovering&lt;/b&gt; around the minimum at {place} {since}: the noise of its mini-batches keeps it from settling. A smaller η or larger batches bring it closer.</source>
        <translation>{name}: {since} {place}의 최소점 주변을 &lt;b&gt;맴돌고&lt;/b&gt; 있습니다. 미니배치의 노이즈 때문에 자리를 잡지 못합니다. η 값을 줄이거나 배치를 키우면 더 가까워집니다.</translation>
    </message>
    <message>
        <source>For the curvature there the largest stable learning rate is {bound}/λ_max = {stable}; η = {rate} was chosen.</source>
        <translation>그곳의 곡률에서 안정적인 학습률은 최대 {bound}/λ_max = {stable}인데, 선택한 값은 η = {rate}입니다.</translation>
    </message>
    <message>
        <source>It scales its steps by the gradients met so far, so there is no fixed bound; a smaller η than {rate} makes them smaller.</source>
        <translation>지금까지의 기울기에 따라 보폭을 조절하므로 정해진 상한이 없습니다. η 값을 {rate}보다 줄이면 보폭이 작아집니다.</translation>
    </message>
    <message>
        <source>The largest stable learning rate is {bound}/λ_max = {stable} here, η = {rate} was chosen; a smaller one or momentum calms it.</source>
        <translation>여기서 안정적인 학습률은 최대 {bound}/λ_max = {stable}인데, 선택한 값은 η = {rate}입니다. 값을 줄이거나 모멘텀을 쓰면 진동이 잦아듭니다.</translation>
    </message>
    <message>
        <source>since step {step}</source>
        <translation>스텝 {step}부터</translation>
    </message>
    <message>
        <source>from the start on</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Take η = {rate}</source>
        <translation>η = {rate} 적용</translation>
    </message>
    <message>
        <source>Back to step {step}</source>
        <translation>스텝 {step} 위치로</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>시작점으로</translation>
    </message>
    <message>
        <source>{name} has converged to the &lt;b&gt;global minimum&lt;/b&gt; at {place}: C = {cost}.</source>
        <translation>{name}: {place}의 &lt;b&gt;전역 최소점&lt;/b&gt;에 수렴했습니다. C = {cost}.</translation>
    </message>
    <message>
        <source>{name} stopped in the &lt;b&gt;local minimum&lt;/b&gt; at {place}: C = {cost}, while {best} is the best known.</source>
        <translation>{name}: {place}의 &lt;b&gt;지역 최소점&lt;/b&gt;에서 멈췄습니다. C = {cost}인데, 알려진 최솟값은 {best}입니다.</translation>
    </message>
    <message>
        <source>{name} has been stuck in the &lt;b&gt;saddle point&lt;/b&gt; at {place} {since}: it has no slope, though C falls to both sides. A small push would set it free.</source>
        <translation>{name}: {since} {place}의 &lt;b&gt;안장점&lt;/b&gt;에 갇혀 있습니다. 양쪽으로 C가 줄어드는데도 이곳의 기울기는 0입니다. 살짝 밀어 주면 벗어납니다.</translation>
    </message>
    <message>
        <source>{name} has been standing on the &lt;b&gt;maximum&lt;/b&gt; at {place} {since}: it has no slope, and so no way down is seen. A small push would set it free.</source>
        <translation>{name}: {since} {place}의 &lt;b&gt;최대점&lt;/b&gt;에 서 있습니다. 기울기가 0이라 내려갈 길이 보이지 않습니다. 살짝 밀어 주면 벗어납니다.</translation>
    </message>
    <message>
        <source>{name} has been on a &lt;b&gt;plateau&lt;/b&gt; {since}: ‖∇C‖ = {slope} is below {threshold}, though C = {cost} is not minimal; {best} is the best known.</source>
        <translation>{name}: {since} &lt;b&gt;고원&lt;/b&gt;에 있습니다. ‖∇C‖ = {slope} 값이 {threshold}보다 작지만, C = {cost} 값은 최소가 아닙니다. 알려진 최솟값은 {best}입니다.</translation>
    </message>
    <message>
        <source>{name} stands on an &lt;b&gt;edge&lt;/b&gt; at {place}: C = {cost} has no slope there, and so no direction to take.</source>
        <translation>{name}: {place}의 &lt;b&gt;꺾인 모서리&lt;/b&gt;에 서 있습니다. 그곳(C = {cost})에는 기울기가 없어 갈 방향도 없습니다.</translation>
    </message>
    <message>
        <source>{name} is &lt;b&gt;still descending&lt;/b&gt;: C = {cost}, ‖∇C‖ = {slope} at step {step}.</source>
        <translation>{name}: &lt;b&gt;아직 내려가는 중&lt;/b&gt;입니다. 스텝&#xa0;{step}에서 C = {cost}, ‖∇C‖ = {slope}.</translation>
    </message>
    <message>
        <source>{name} has been &lt;b&gt;oscillating across a ravine&lt;/b&gt; {since}: C = {cost}, from side to side instead of along it.</source>
        <translation>{name}: {since} &lt;b&gt;협곡을 가로지르며 진동&lt;/b&gt;하고 있습니다. C = {cost}, 협곡을 따라가지 않고 양쪽을 오갑니다.</translation>
    </message>
    <message>
        <source>{name} has been &lt;b&gt;hovering&lt;/b&gt; around the minimum at {place} {since}: its steps are too large to settle. A smaller η brings it closer.</source>
        <translation>{name}: {since} {place}의 최소점 주변을 &lt;b&gt;맴돌고&lt;/b&gt; 있습니다. 보폭이 너무 커서 자리를 잡지 못합니다. η 값을 줄이면 더 가까워집니다.</translation>
    </message>
    <message>
        <source>{name} is &lt;b&gt;diverging&lt;/b&gt;: C has been growing {since}.</source>
        <translation>{name}: &lt;b&gt;발산하는 중&lt;/b&gt;입니다. {since} C가 계속 커지고 있습니다.</translation>
    </message>
    <message>
        <source>{name} has been &lt;b&gt;out of the window&lt;/b&gt; {since}: C = {cost} at {place}.</source>
        <translation>{name}: {since} &lt;b&gt;표시 범위 밖&lt;/b&gt;에 있습니다. {place}에서 C = {cost}.</translation>
    </message>
    <message>
        <source>{name} has &lt;b&gt;diverged&lt;/b&gt;: C has grown {since}, and the way ends at step {step}.</source>
        <translation>{name}: &lt;b&gt;발산했습니다&lt;/b&gt;. {since} C가 커졌고, 스텝 {step}에서 궤적이 끝납니다.</translation>
    </message>
    <message>
        <source>{name} ran downhill &lt;b&gt;without end&lt;/b&gt;: in this direction C has no lowest value. It stopped at step {step}.</source>
        <translation>{name}: &lt;b&gt;끝없이&lt;/b&gt; 내려갔습니다. 이 방향으로는 C의 최솟값이 없습니다. 스텝 {step}에서 멈췄습니다.</translation>
    </message>
    <message>
        <source>{name} &lt;b&gt;can&apos;t move&lt;/b&gt; from {place}: C or its slope is beyond 10¹⁵⁰ there. Divide C by a large number.</source>
        <translation>{name}: {place}에서 &lt;b&gt;움직일 수 없습니다&lt;/b&gt;. 그곳에서는 C나 기울기가 10¹⁵⁰을 넘습니다. C를 큰 수로 나누어 보세요.</translation>
    </message>
    <message>
        <source>{name} &lt;b&gt;left the domain&lt;/b&gt; at {place} in step {step} and stopped: C is not defined there.</source>
        <translation>{name}: 스텝 {step}, {place}에서 &lt;b&gt;정의역을 벗어나&lt;/b&gt; 멈췄습니다. 그곳에서는 C가 정의되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>OutputCard</name>
    <message>
        <source>Edit points</source>
        <translation>점 편집</translation>
    </message>
    <message>
        <source>End editing (Esc)</source>
        <translation>편집 끝내기 (Esc)</translation>
    </message>
    <message>
        <source>A network needs at least one sample to learn from.</source>
        <translation>신경망이 학습하려면 샘플이 적어도 하나 있어야 합니다.</translation>
    </message>
    <message>
        <source>Input {name}</source>
        <translation>입력 {name}</translation>
    </message>
    <message>
        <source>Layer {layer}, neuron {neuron}</source>
        <translation>{layer}층 {neuron}번 뉴런</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output {number}</source>
        <translation>출력 {number}</translation>
    </message>
    <message>
        <source>{wrong} of the first {count} wrong</source>
        <translation>앞의 {count}개 중 오답 {wrong}개</translation>
    </message>
    <message>
        <source>all {count} right</source>
        <translation>{count}개 모두 맞음</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>모두 맞음</translation>
    </message>
    <message>
        <source>{wrong} of {count} wrong</source>
        <translation>오답 {wrong}/{count}개</translation>
    </message>
    <message>
        <source>{wrong} wrong</source>
        <translation>오답 {wrong}개</translation>
    </message>
    <message>
        <source>{value} at {place}</source>
        <translation>{place}에서 {value}</translation>
    </message>
    <message>
        <source>test data</source>
        <translation>평가 데이터</translation>
    </message>
    <message>
        <source>class {label}</source>
        <translation>클래스 {label}</translation>
    </message>
    <message>
        <source>output says {label}</source>
        <translation>판정 {label}</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>right</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>class {label} (a = {share})</source>
        <translation>클래스 {label} (a = {share})</translation>
    </message>
    <message>
        <source>click adds, drag moves, right click deletes</source>
        <translation>클릭: 추가, 끌기: 이동, 오른쪽 클릭: 삭제</translation>
    </message>
    <message>
        <source>A truth table has every row there is: there is nothing to add.</source>
        <translation>진리표에는 가능한 행이 모두 들어 있어서 더할 것이 없습니다.</translation>
    </message>
    <message>
        <source>More than {count} points can&apos;t be edited one by one.</source>
        <translation>점이 {count}개를 넘으면 하나씩 편집할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>OutputHeader</name>
    <message>
        <source>What the map shows</source>
        <translation>맵에 표시할 내용</translation>
    </message>
    <message>
        <source>Edit points</source>
        <translation>점 편집</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>표시할 내용</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Heights and colours logarithmic above the lowest cost</source>
        <translation>높이와 색을 가장 낮은 손실을 기준으로 로그로 나타냅니다</translation>
    </message>
    <message>
        <source>basins</source>
        <translation>흡인 영역</translation>
    </message>
    <message>
        <source>Basins of attraction: from where gradient descent reaches which minimum</source>
        <translation>흡인 영역: 어디서 시작하면 경사하강법이 어느 최소점에 이르는지 보여 줍니다</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>The surface of the mini-batch in view as a ghost over the full one</source>
        <translation>지금 보는 미니배치의 곡면을 전체 곡면 위에 흐리게 겹쳐 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>All numbers of the instant in view as a table: of the neurons, the weights, or the samples of the batch. The chosen row is what is chosen on the stage. Ctrl+C copies the chosen cells with all digits.</source>
        <translation>지금 보는 시점의 모든 수치를 뉴런, 가중치, 또는 배치의 샘플별로 정리한 표입니다. 선택한 행은 신경망에서 선택한 것과 같습니다. Ctrl+C 키를 누르면 선택한 칸을 모든 자릿수까지 복사합니다.</translation>
    </message>
    <message>
        <source>BP2</source>
        <translation>BP2</translation>
    </message>
    <message>
        <source>BP2 as a product of matrices: the transposed weights times the errors of the next layer, times the slopes. Each cell of the first matrix is an edge of the stage.</source>
        <translation>행렬의 곱으로 쓴 BP2입니다. 전치한 가중치 행렬에 다음 층의 오차를 곱하고, 다시 활성화 함수의 기울기를 곱합니다. 첫 행렬의 칸은 저마다 신경망의 연결선입니다.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>수식</translation>
    </message>
    <message>
        <source>How the four equations of backpropagation are derived, line by line, each with its reason and with the numbers of the instant in view.</source>
        <translation>역전파의 네 수식을 유도하는 과정입니다. 한 줄씩 그 근거와, 지금 보는 시점의 수를 함께 보여 줍니다.</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>행렬</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초깃값</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>The activation function of the neuron that is followed, with its z and a, and its slope σ′(z), by which every error on its way back is multiplied.</source>
        <translation>따라가는 뉴런의 활성화 함수와 그 z, a, 그리고 기울기 σ′(z)입니다. 되돌아오는 모든 오차에 이 기울기가 곱해집니다.</translation>
    </message>
    <message>
        <source>The cost over a plane through the space of all weights, as a map and as a surface; the ball is the network. It is only a slice: its lowest point is not the network&apos;s minimum.</source>
        <translation>모든 가중치의 공간을 지나는 한 평면 위의 손실을 맵과 곡면으로 나타냅니다. 공은 신경망입니다. 이것은 단면일 뿐이어서, 가장 낮은 점이 신경망의 최소점은 아닙니다.</translation>
    </message>
    <message>
        <source>The equation of the station in view, then the same with the numbers of the neuron or weight that is followed, and its result. Click a neuron or an edge on the stage to follow another one.</source>
        <translation>지금 보는 지점의 수식, 따라가는 뉴런이나 가중치의 수를 넣은 같은 수식, 그리고 그 결과입니다. 다른 것을 따라가려면 신경망에서 뉴런이나 연결선을 클릭하세요.</translation>
    </message>
    <message>
        <source>The factors that make up the change of a weight, drawn as bars: the smallest of them says why a neuron learns slowly. Beside them, how many neurons of each layer hardly learn.</source>
        <translation>가중치의 변화량을 이루는 인수를 막대로 나타냅니다. 가장 작은 인수가 뉴런이 느리게 학습하는 이유를 알려 줍니다. 그 옆에는 층마다 거의 학습하지 못하는 뉴런의 수가 있습니다.</translation>
    </message>
    <message>
        <source>The samples of the epoch in their shuffled order, those of this step among them, and the gradient of each: the mean of the bars is the gradient that the step uses.</source>
        <translation>섞은 순서대로 늘어놓은 에폭의 샘플, 그 가운데 이 스텝의 샘플, 그리고 샘플마다의 기울기입니다. 막대의 평균이 스텝에 쓰는 기울기입니다.</translation>
    </message>
    <message>
        <source>Ways to draw the initial weights, and how widely they scatter z, a and δ in each layer before anything is learned. A run with another start can be put beside this one.</source>
        <translation>초기 가중치를 뽑는 방법과, 학습을 시작하기 전에 층마다 z, a, δ 값이 얼마나 넓게 흩어지는지 보여 줍니다. 초깃값이 다른 학습을 이 학습과 나란히 놓을 수 있습니다.</translation>
    </message>
    <message>
        <source>What the layers come to when they are multiplied: without bends in between any number of layers is a single matrix.</source>
        <translation>층을 모두 곱하면 무엇이 되는지 보여 줍니다. 사이에 굽은 함수가 없으면 층이 아무리 많아도 행렬 하나와 같습니다.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>σ(z)</source>
        <translation>σ(z)</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>무엇을 하시겠습니까?</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>명령 이름</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>그런 명령이 없습니다.</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>식</translation>
    </message>
</context>
<context>
    <name>PaletteList</name>
    <message>
        <source>Commands found</source>
        <translation>찾은 명령</translation>
    </message>
</context>
<context>
    <name>PanelFoot</name>
    <message>
        <source>← Back</source>
        <translation>← 이전</translation>
    </message>
    <message>
        <source>To the beat before (←, Page Up)</source>
        <translation>이전 단계로 (←, Page Up)</translation>
    </message>
    <message>
        <source>The text goes on below (↓)</source>
        <translation>아래에 글이 더 있습니다 (↓)</translation>
    </message>
    <message>
        <source>Spotlight on what the pointer is at ({key})</source>
        <translation>포인터가 가리키는 곳에 스포트라이트 ({key})</translation>
    </message>
    <message>
        <source>Large pointer ({key})</source>
        <translation>큰 포인터 ({key})</translation>
    </message>
    <message>
        <source>Speaker notes and clock ({key})</source>
        <translation>발표자 노트와 시계 ({key})</translation>
    </message>
    <message>
        <source>Blank screen ({key})</source>
        <translation>화면 가리기 ({key})</translation>
    </message>
    <message>
        <source>Full screen ({key})</source>
        <translation>전체 화면 ({key})</translation>
    </message>
    <message>
        <source>Smaller text, now {percent} % (Ctrl+−)</source>
        <translation>글자 작게, 현재 {percent} % (Ctrl+−)</translation>
    </message>
    <message>
        <source>Larger text, now {percent} % (Ctrl++)</source>
        <translation>글자 크게, 현재 {percent} % (Ctrl++)</translation>
    </message>
</context>
<context>
    <name>PanelPictures</name>
    <message>
        <source>Whole window</source>
        <translation>화면 전체</translation>
    </message>
    <message>
        <source>Chain rule</source>
        <translation>연쇄 법칙</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>수식</translation>
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
    <name>PlaneChooser</name>
    <message>
        <source>Plane</source>
        <translation>평면</translation>
    </message>
    <message>
        <source>First parameter</source>
        <translation>첫째 매개변수</translation>
    </message>
    <message>
        <source>Second parameter</source>
        <translation>둘째 매개변수</translation>
    </message>
    <message>
        <source>Choose two edges</source>
        <translation>연결선 두 개 고르기</translation>
    </message>
    <message>
        <source>Then click two edges of the network, or two neurons for their biases</source>
        <translation>누른 다음 신경망의 연결선 두 개를 클릭하세요. 뉴런 두 개를 클릭하면 그 편향을 고릅니다</translation>
    </message>
    <message>
        <source>New directions</source>
        <translation>새 방향</translation>
    </message>
    <message>
        <source>follows the network</source>
        <translation>신경망 따라가기</translation>
    </message>
    <message>
        <source>Off: the plane stays where it is, and the network may leave it</source>
        <translation>끄면 평면이 제자리에 머물고, 신경망이 평면을 벗어날 수 있습니다</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Heights and colours logarithmic above the lowest cost: low ground gets room</source>
        <translation>높이와 색을 가장 낮은 손실을 기준으로 로그로 나타냅니다: 낮은 곳이 더 잘 보입니다</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Samples of the subset</source>
        <translation>일부 샘플의 수</translation>
    </message>
    <message>
        <source>How many samples the cost of the picture is the mean of</source>
        <translation>그림의 손실을 평균할 샘플의 수</translation>
    </message>
    <message>
        <source>all {count} samples</source>
        <translation>샘플 {count}개 전체</translation>
    </message>
    <message>
        <source>a subset of</source>
        <translation>일부 샘플</translation>
    </message>
    <message>
        <source>the current batch</source>
        <translation>현재 배치</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>along two parameters</source>
        <translation>두 매개변수 방향</translation>
    </message>
    <message>
        <source>two random directions</source>
        <translation>무작위 방향 두 개</translation>
    </message>
    <message>
        <source>principal components</source>
        <translation>주성분</translation>
    </message>
    <message>
        <source>gradient and ⊥</source>
        <translation>기울기와 ⊥</translation>
    </message>
</context>
<context>
    <name>PlaneView</name>
    <message>
        <source>Map of the output</source>
        <translation>출력 맵</translation>
    </message>
    <message>
        <source>The arrow keys move a pointer, Enter puts a point there, Delete takes one away, digits choose what new points are, Escape ends it.</source>
        <translation>화살표 키로 포인터를 움직입니다. Enter 키로 그 자리에 점을 찍고, Delete 키로 지우고, 숫자 키로 새 점의 종류를 고르고, Esc 키로 끝냅니다.</translation>
    </message>
    <message>
        <source>The arrow keys move a pointer that reads off the output, Enter on a point follows it.</source>
        <translation>화살표 키로 포인터를 움직여 출력을 읽고, 점 위에서 Enter 키로 그 점을 따라갑니다.</translation>
    </message>
</context>
<context>
    <name>PointTools</name>
    <message>
        <source>Kind of new point</source>
        <translation>새 점의 종류</translation>
    </message>
    <message>
        <source>{name}: new points are of this kind (key {key})</source>
        <translation>{name}: 새 점은 이 종류로 찍힙니다 ({key} 키)</translation>
    </message>
    <message>
        <source>{name} · key {key}</source>
        <translation>{name} · {key} 키</translation>
    </message>
</context>
<context>
    <name>PointingTool</name>
    <message>
        <source>{name} · {symbol} is frozen</source>
        <translation>{name} · {symbol} 고정됨</translation>
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
        <source>nothing is drawn yet</source>
        <translation>아직 그린 것이 없음</translation>
    </message>
    <message>
        <source>nothing drawn</source>
        <translation>그린 것 없음</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>아직 아무것도 그리지 않았습니다.</translation>
    </message>
    <message>
        <source>your digit · label unknown</source>
        <translation>내 숫자 · 정답 모름</translation>
    </message>
    <message>
        <source>This is your digit; its label is unknown, so it has no cost.</source>
        <translation>내 숫자입니다. 정답을 모르므로 손실이 없습니다.</translation>
    </message>
    <message>
        <source>your sample · answer unknown</source>
        <translation>내 샘플 · 정답 모름</translation>
    </message>
    <message>
        <source>This is your sample; its right answer is unknown, so it has no cost.</source>
        <translation>내 샘플입니다. 정답을 모르므로 손실이 없습니다.</translation>
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
    <name>ProblemLine</name>
    <message>
        <source>Line {line}, beat {beat}</source>
        <translation>{line}행, {beat}단계</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>{line}행</translation>
    </message>
</context>
<context>
    <name>QuestionPart</name>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Choices, one on each line</source>
        <translation>선택지, 한 줄에 하나씩</translation>
    </message>
    <message>
        <source>Right answer</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Said when it is answered</source>
        <translation>답한 뒤의 설명</translation>
    </message>
    <message>
        <source>Capture what is shown then</source>
        <translation>답한 뒤의 동작 캡처</translation>
    </message>
    <message>
        <source>What you have done since the last capture is shown once somebody has answered</source>
        <translation>마지막 캡처 뒤에 한 일을 답한 다음에 보여 줍니다</translation>
    </message>
    <message>
        <source>Remove the question</source>
        <translation>질문 삭제</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Save the changes in {document}?</source>
        <translation>{document} 문서의 변경 사항을 저장할까요?</translation>
    </message>
    <message>
        <source>What was done since it was last saved is lost otherwise.</source>
        <translation>저장하지 않으면 마지막으로 저장한 뒤에 한 작업이 사라집니다.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{document} was changed by another program</source>
        <translation>다른 프로그램이 {document} 문서를 바꾸었습니다</translation>
    </message>
    <message>
        <source>It isn&apos;t the file any more that was opened or saved here. Saving writes over what stands in it now; under another name both are kept.</source>
        <translation>여기서 열거나 저장한 파일과 내용이 달라졌습니다. 저장하면 지금 들어 있는 내용을 덮어씁니다. 다른 이름으로 저장하면 둘 다 남습니다.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>{document} exists already</source>
        <translation>{document} 문서가 이미 있습니다</translation>
    </message>
    <message>
        <source>Saving writes over what stands in it now.</source>
        <translation>저장하면 지금 들어 있는 내용을 덮어씁니다.</translation>
    </message>
    <message>
        <source>Another name…</source>
        <translation>다른 이름…</translation>
    </message>
    <message>
        <source>Open {file} as well?</source>
        <translation>{file} 파일도 열까요?</translation>
    </message>
    <message>
        <source>{document} takes its samples from this file on your computer: {path}. Its numbers come into view, and the next save puts them into the document.</source>
        <translation>{document}의 샘플은 이 컴퓨터의 다음 파일에 있습니다: {path}. 열면 파일의 수치가 화면에 나타나고, 다음에 저장할 때 문서에 함께 저장됩니다.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Don&apos;t open</source>
        <translation>열지 않기</translation>
    </message>
</context>
<context>
    <name>RacerLook</name>
    <message>
        <source>{name} {number}</source>
        <translation>{name} {number}</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>{file} (not there any more)</source>
        <translation>{file} (지금은 없음)</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>목록 비우기</translation>
    </message>
</context>
<context>
    <name>RecoveryOffer</name>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Ask again at the next start</source>
        <translation>다음에 시작할 때 다시 묻습니다</translation>
    </message>
    <message>
        <source>Deltaflow didn&apos;t end properly on {time}</source>
        <translation>Deltaflow가 {time}에 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>Bring back {document} as it was then?</source>
        <translation>{document} 문서를 그때 상태로 복구할까요?</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Deltaflow didn&apos;t end properly</source>
        <translation>Deltaflow가 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>These documents were open then. Bring back the one that you want to go on with; the others stay here for later.</source>
        <translation>그때 열려 있던 문서입니다. 이어서 작업할 문서를 복구하세요. 나머지는 나중을 위해 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Bring back {document}</source>
        <translation>{document} 복구</translation>
    </message>
    <message>
        <source>Discard {document}</source>
        <translation>{document} 버리기</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>yyyy년 M월 d일 HH:mm</translation>
    </message>
</context>
<context>
    <name>RemedyRows</name>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>비교할 내용</translation>
    </message>
</context>
<context>
    <name>RemedyWords</name>
    <message>
        <source>C(a, b) = {text}</source>
        <translation>C(a, b) = {text}</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>says</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>right</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>target: {output}</source>
        <translation>목표 출력: {output}</translation>
    </message>
    <message>
        <source>output: {output}</source>
        <translation>출력: {output}</translation>
    </message>
    <message>
        <source>label</source>
        <translation>정답</translation>
    </message>
</context>
<context>
    <name>RowsPanel</name>
    <message>
        <source>Value of {name} as in the data: type it, or turn the wheel</source>
        <translation>{name} 값, 데이터와 같은 단위: 입력하거나 휠을 돌립니다</translation>
    </message>
    <message>
        <source>a sample of your own</source>
        <translation>직접 만든 샘플</translation>
    </message>
    <message>
        <source>test sample {number} of {all}</source>
        <translation>평가 샘플 {number}/{all}</translation>
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
        <source>output: a = {a}</source>
        <translation>출력: a = {a}</translation>
    </message>
    <message>
        <source>output: {label} · a = {a}</source>
        <translation>출력: {label} · a = {a}</translation>
    </message>
    <message>
        <source>↑ and ↓ choose a row, Enter takes it</source>
        <translation>↑ ↓ 키로 행을 고르고 Enter 키로 확정합니다</translation>
    </message>
    <message>
        <source>Truth table</source>
        <translation>진리표</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>평가 샘플</translation>
    </message>
    <message>
        <source>Samples of the data</source>
        <translation>데이터의 샘플</translation>
    </message>
</context>
<context>
    <name>RunChart</name>
    <message>
        <source>{title} over the steps</source>
        <translation>스텝에 따른 {title}</translation>
    </message>
    <message>
        <source>test {value}</source>
        <translation>평가 {value}</translation>
    </message>
    <message>
        <source>training {value}</source>
        <translation>학습 {value}</translation>
    </message>
    <message>
        <source>A {first} · B {second}</source>
        <translation>A {first} · B {second}</translation>
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
        <source>After {steps} steps, measured on the first {train} training samples</source>
        <translation>{steps}스텝 후에 학습 샘플 중 앞의 {train}개로 잰 값</translation>
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
    <name>RunMenu</name>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>On in time; nothing is changed</source>
        <translation>시간을 따라 앞으로 가며, 바뀌는 것은 없습니다</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>이전(&amp;B)</translation>
    </message>
    <message>
        <source>Back in time; nothing is changed</source>
        <translation>시간을 거슬러 가며, 바뀌는 것은 없습니다</translation>
    </message>
    <message>
        <source>Next, one grain coarser</source>
        <translation>다음, 한 단위 크게</translation>
    </message>
    <message>
        <source>Back, one grain coarser</source>
        <translation>이전, 한 단위 크게</translation>
    </message>
    <message>
        <source>To the be&amp;ginning</source>
        <translation>맨 처음으로(&amp;G)</translation>
    </message>
    <message>
        <source>To the &amp;end of what has been made</source>
        <translation>지금까지 진행한 끝으로(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;How far one press goes</source>
        <translation>한 번 누를 때 움직이는 단위(&amp;H)</translation>
    </message>
    <message>
        <source>Re&amp;set</source>
        <translation>처음부터(&amp;S)</translation>
    </message>
    <message>
        <source>Begins anew from the same initial weights</source>
        <translation>같은 초기 가중치로 처음부터 다시 시작합니다</translation>
    </message>
    <message>
        <source>New &amp;weights</source>
        <translation>새 가중치(&amp;W)</translation>
    </message>
    <message>
        <source>Begins anew from other initial weights</source>
        <translation>다른 초기 가중치로 처음부터 다시 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Random sample</source>
        <translation>무작위 샘플(&amp;R)</translation>
    </message>
    <message>
        <source>Next wr&amp;ong sample</source>
        <translation>다음 오답 샘플(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Follow your sample</source>
        <translation>내 샘플 따라가기(&amp;F)</translation>
    </message>
    <message>
        <source>Through the network, without learning</source>
        <translation>학습하지 않고 신경망을 통과합니다</translation>
    </message>
    <message>
        <source>&amp;Learn your sample</source>
        <translation>내 샘플로 학습(&amp;L)</translation>
    </message>
    <message>
        <source>One update with it alone</source>
        <translation>이 샘플만으로 한 번 갱신합니다</translation>
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
        <translation>이 입력과 정답으로 모든 가중치를 한 번 갱신합니다 (Ctrl+Z로 실행 취소)</translation>
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
    <name>Scenes</name>
    <message>
        <source>{name} (all {count} samples)</source>
        <translation>{name} (샘플 {count}개 전체)</translation>
    </message>
    <message>
        <source>∇C of the batch</source>
        <translation>배치의 ∇C</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>학습 전</translation>
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
        <source>Open a table (CSV)…</source>
        <translation>표 열기 (CSV)…</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>주어진 값</translation>
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
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>standardised</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>experiment</source>
        <translation>실험</translation>
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
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
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
        <source>{fraction} = 1 step an epoch</source>
        <translation>{fraction} = 에폭당 1스텝</translation>
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
        <source>the known weights don&apos;t fit this network</source>
        <translation>주어진 가중치가 이 신경망에 맞지 않음</translation>
    </message>
    <message>
        <source>suits {data}</source>
        <translation>{data}에 맞춤</translation>
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
        <source>the output&apos;s activation suits {data}</source>
        <translation>출력층의 활성화 함수를 {data}에 맞춤</translation>
    </message>
    <message>
        <source>the output&apos;s activation follows the cost</source>
        <translation>출력층의 활성화 함수를 손실 함수에 맞춤</translation>
    </message>
</context>
<context>
    <name>SettingTips</name>
    <message>
        <source>A ready experiment: all settings at once</source>
        <translation>준비된 실험: 모든 설정을 한 번에 바꿉니다</translation>
    </message>
    <message>
        <source>What is learned from; your own files can be opened here too</source>
        <translation>학습에 쓸 데이터, 직접 만든 파일도 여기서 열 수 있습니다</translation>
    </message>
    <message>
        <source>How many samples are made, for learning and testing together</source>
        <translation>만들 샘플의 수, 학습용과 평가용을 합친 수</translation>
    </message>
    <message>
        <source>How far samples are scattered, in units of the coordinates</source>
        <translation>샘플이 흩어지는 정도, 좌표와 같은 단위</translation>
    </message>
    <message>
        <source>Share of the samples that is only tested on, in per cent</source>
        <translation>평가에만 쓰는 샘플의 비율, 퍼센트</translation>
    </message>
    <message>
        <source>Whole number from which the samples are drawn: the same number, the same samples</source>
        <translation>샘플을 뽑는 데 쓰는 정수: 수가 같으면 샘플도 같습니다</translation>
    </message>
    <message>
        <source>What the network gets of each point</source>
        <translation>점마다 신경망에 넣는 입력</translation>
    </message>
    <message>
        <source>Whether columns are brought to a common size before they are used</source>
        <translation>열의 크기를 서로 맞춘 뒤에 쓸지 여부</translation>
    </message>
    <message>
        <source>Number of neurons and activation function of each layer</source>
        <translation>층마다 뉴런의 수와 활성화 함수</translation>
    </message>
    <message>
        <source>How the weights and biases are drawn before the first step</source>
        <translation>첫 스텝 전에 가중치와 편향을 뽑는 방법</translation>
    </message>
    <message>
        <source>The number that the initial weights depend on</source>
        <translation>초기 가중치를 정하는 수</translation>
    </message>
    <message>
        <source>What is made small: how far outputs are from targets, mean over the batch</source>
        <translation>줄이려는 값: 출력이 목표 출력에서 벗어난 정도, 배치에 대한 평균</translation>
    </message>
    <message>
        <source>How a step follows from the mean gradient</source>
        <translation>평균 기울기에서 스텝을 구하는 방법</translation>
    </message>
    <message>
        <source>η: how far a step goes, as a factor of the mean gradient</source>
        <translation>η: 한 스텝에 가는 거리, 평균 기울기에 곱하는 수</translation>
    </message>
    <message>
        <source>m: how many samples make one step</source>
        <translation>m: 한 스텝에 쓰는 샘플의 수</translation>
    </message>
    <message>
        <source>Whether the samples are shuffled anew in each epoch</source>
        <translation>에폭마다 샘플을 새로 섞을지 여부</translation>
    </message>
    <message>
        <source>Whole number from which weights and order are drawn: the same number, the same run</source>
        <translation>가중치와 순서를 뽑는 데 쓰는 정수: 수가 같으면 학습 과정도 같습니다</translation>
    </message>
    <message>
        <source>What keeps the weights small, added to the cost</source>
        <translation>가중치가 커지지 않도록 손실에 더하는 항</translation>
    </message>
    <message>
        <source>λ: how much the size of the weights counts in the cost</source>
        <translation>λ: 손실에서 가중치의 크기가 차지하는 비중</translation>
    </message>
    <message>
        <source>{symbol}: {label}, {range}</source>
        <translation>{symbol}: {label}, {range}</translation>
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
        <source>Open a table</source>
        <translation>표 열기</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>표 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>First fix the settings marked in red</source>
        <translation>빨갛게 표시된 설정을 먼저 고치세요</translation>
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
    <name>StageCanvas</name>
    <message>
        <source>Show the whole network (F)</source>
        <translation>신경망 전체 보기 (F)</translation>
    </message>
</context>
<context>
    <name>StageHead</name>
    <message>
        <source>End comparison</source>
        <translation>비교 끝내기</translation>
    </message>
</context>
<context>
    <name>StagePart</name>
    <message>
        <source>Capture scene</source>
        <translation>장면 캡처</translation>
    </message>
    <message>
        <source>The beat begins with what stands in the window now; its actions are taken away</source>
        <translation>지금 화면이 이 단계의 첫 장면이 되고, 단계의 동작은 지워집니다</translation>
    </message>
    <message>
        <source>Capture action</source>
        <translation>동작 캡처</translation>
    </message>
    <message>
        <source>What you have done since the scene was captured is shown moving</source>
        <translation>장면을 캡처한 뒤에 한 일을 움직임으로 보여 줍니다</translation>
    </message>
    <message>
        <source>Light up what is chosen</source>
        <translation>선택한 것 강조</translation>
    </message>
    <message>
        <source>Light up nothing</source>
        <translation>강조 없애기</translation>
    </message>
    <message>
        <source>Take the scene away: that of the beat before stays</source>
        <translation>장면 지우기: 이전 단계의 장면을 그대로 둡니다</translation>
    </message>
    <message>
        <source>The scene of the beat before stays.</source>
        <translation>이전 단계의 장면을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>As in the beat before</source>
        <translation>이전 단계와 같음</translation>
    </message>
    <message>
        <source>In view beside the picture</source>
        <translation>그림 옆에 표시</translation>
    </message>
    <message>
        <source>{number}. then {action}</source>
        <translation>{number}. 이어서 {action}</translation>
    </message>
    <message>
        <source>Take this action away</source>
        <translation>이 동작 삭제</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>수식</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Output alone</source>
        <translation>출력만</translation>
    </message>
    <message>
        <source>Weights alone</source>
        <translation>가중치만</translation>
    </message>
    <message>
        <source>Transport bar</source>
        <translation>재생 막대</translation>
    </message>
    <message>
        <source>Train button</source>
        <translation>학습 버튼</translation>
    </message>
    <message>
        <source>Left column</source>
        <translation>왼쪽 열</translation>
    </message>
    <message>
        <source>Right column</source>
        <translation>오른쪽 열</translation>
    </message>
    <message>
        <source>Chain rule</source>
        <translation>연쇄 법칙</translation>
    </message>
    <message>
        <source>Weights by hand</source>
        <translation>손으로 가중치 조절</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>σ′ = 0 everywhere: no δ comes through, whatever the weights are.</source>
        <translation>어디서나 σ′ = 0: 가중치와 상관없이 δ 값이 전혀 전달되지 않습니다.</translation>
    </message>
    <message>
        <source>No hidden layer: nothing can fade on its way, and even zeros are a good start.</source>
        <translation>은닉층이 없어 도중에 약해질 신호가 없고, 0에서 시작해도 괜찮습니다.</translation>
    </message>
    <message>
        <source>Signals come through: the spread of a goes {spreads}.</source>
        <translation>신호가 잘 전달됩니다. a의 표준편차: {spreads}.</translation>
    </message>
    <message>
        <source>Saturated: σ′ ≈ 0 for {share} of the hidden activations, and δ is multiplied by it.</source>
        <translation>포화: 은닉층 활성값의 {share}에서 σ′ ≈ 0이고, 이 값이 δ에 곱해집니다.</translation>
    </message>
    <message>
        <source>Saturated: σ′ ≈ 0 for {share} of the outputs, and δ is multiplied by it.</source>
        <translation>포화: 출력의 {share}에서 σ′ ≈ 0이며, δ에 그 값이 곱해집니다.</translation>
    </message>
    <message>
        <source>Signals fade layer by layer: the spread of a goes {spreads}.</source>
        <translation>신호가 층마다 약해집니다. a의 표준편차: {spreads}.</translation>
    </message>
    <message>
        <source>Signals explode layer by layer: the spread of a goes {spreads}.</source>
        <translation>신호가 층마다 폭발적으로 커집니다. a의 표준편차: {spreads}.</translation>
    </message>
    <message>
        <source>Dead, off for every sample: {dead} of {count} neurons.</source>
        <translation>죽음(모든 샘플에서 꺼짐): 뉴런 {count}개 중 {dead}개.</translation>
    </message>
    <message>
        <source>All neurons of a layer are alike: they get the same δ and stay alike.</source>
        <translation>한 층의 뉴런이 모두 똑같습니다. 같은 δ 값을 받으므로 계속 똑같습니다.</translation>
    </message>
    <message>
        <source>All neurons of layer {layers} are alike: they get the same δ and stay alike.</source>
        <translation>{layers}층의 뉴런이 모두 똑같습니다. 같은 δ 값을 받으므로 계속 똑같습니다.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Initial weights</source>
        <translation>초기 가중치</translation>
    </message>
    <message>
        <source>Samples are on their way through all of them …</source>
        <translation>모든 초기 가중치로 샘플을 통과시키는 중 …</translation>
    </message>
    <message>
        <source>a first pass of {count} samples</source>
        <translation>샘플 {count}개의 첫 통과</translation>
    </message>
</context>
<context>
    <name>StartRowView</name>
    <message>
        <source>This run: {name}</source>
        <translation>현재 학습: {name}</translation>
    </message>
    <message>
        <source>Run beside</source>
        <translation>나란히 학습</translation>
    </message>
    <message>
        <source>Start again, and beside this run another one with these initial weights</source>
        <translation>처음부터 다시 학습하면서, 이 초기 가중치로 시작하는 다른 학습을 나란히 진행합니다</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Nothing moves here: there is no step to take apart.</source>
        <translation>여기서는 움직이는 것이 없어 풀어 볼 스텝이 없습니다.</translation>
    </message>
    <message>
        <source>The step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>{name}, step {number}</source>
        <translation>{name}, 스텝 {number}</translation>
    </message>
    <message>
        <source>B: m = {m} of M = {M} samples: {samples}</source>
        <translation>B: 샘플 M = {M}개 중 m = {m}개: {samples}</translation>
    </message>
    <message>
        <source>B: m = {m} samples: {samples}</source>
        <translation>B: 샘플 m = {m}개: {samples}</translation>
    </message>
    <message>
        <source>B: m = {m} of M = {M} samples</source>
        <translation>B: 샘플 M = {M}개 중 m = {m}개</translation>
    </message>
    <message>
        <source>B: m = {m} samples</source>
        <translation>B: 샘플 m = {m}개</translation>
    </message>
    <message>
        <source>∇C of all samples would be {gradient}</source>
        <translation>모든 샘플로 구하면 ∇C = {gradient}</translation>
    </message>
    <message>
        <source>C was {before} and is not defined at the new place.</source>
        <translation>이동 전 C = {before}, 새 위치에서는 C가 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>C stays {cost}.</source>
        <translation>C 값은 {cost} 그대로입니다.</translation>
    </message>
    <message>
        <source>C falls from {before} to {after}.</source>
        <translation>C 감소: {before} → {after}.</translation>
    </message>
    <message>
        <source>C rises from {before} to {after}.</source>
        <translation>C 증가: {before} → {after}.</translation>
    </message>
</context>
<context>
    <name>StepChart</name>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic scale: equal distances are equal factors</source>
        <translation>로그 눈금: 간격이 같으면 배율이 같습니다</translation>
    </message>
    <message>
        <source>No cost here is above 0, and only such costs have a logarithm</source>
        <translation>여기에는 0보다 큰 손실이 없습니다. 로그는 0보다 큰 값에서만 정의됩니다</translation>
    </message>
    <message>
        <source>↑ up to {cost} at the start</source>
        <translation>↑ 처음에 최대 {cost}</translation>
    </message>
    <message>
        <source>↑ up to {cost}</source>
        <translation>↑ 최대 {cost}</translation>
    </message>
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
    <name>StepView</name>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>move</source>
        <translation>이동</translation>
    </message>
</context>
<context>
    <name>SurfacePage</name>
    <message>
        <source>Choose the plane</source>
        <translation>평면 고르기</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Click the first edge …</source>
        <translation>첫 연결선 클릭 …</translation>
    </message>
    <message>
        <source>{first} and … click another</source>
        <translation>{first} 선택 … 하나 더 클릭</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>cost of the one sample of this step</source>
        <translation>이 스텝의 샘플 하나에서 구한 손실</translation>
    </message>
    <message>
        <source>mean over the batch of {used}</source>
        <translation>배치의 샘플 {used}개 평균</translation>
    </message>
    <message>
        <source>mean over all {all} training samples</source>
        <translation>학습 샘플 {all}개 전체의 평균</translation>
    </message>
    <message>
        <source>mean over {used} of {all} training samples</source>
        <translation>학습 샘플 {all}개 중 {used}개의 평균</translation>
    </message>
    <message>
        <source>at step {drawn}</source>
        <translation>스텝 {drawn}</translation>
    </message>
    <message>
        <source>drawn at step {drawn}, now at {present}</source>
        <translation>스텝 {drawn}에서 그림, 현재 스텝 {present}</translation>
    </message>
    <message>
        <source>PC₁ shows {first} and PC₂ {second} of the way so far, together {both} of its variance.</source>
        <translation>지금까지의 궤적이 갖는 분산 가운데 PC₁ {first}, PC₂ {second}, 합쳐서 {both}.</translation>
    </message>
    <message>
        <source>‖∇C‖ = {length}. The last step went straight along ∇C, so ⊥ is a random direction.</source>
        <translation>‖∇C‖ = {length}. 마지막 스텝이 정확히 ∇C 방향이었으므로 ⊥ 방향은 무작위로 고른 것입니다.</translation>
    </message>
    <message>
        <source>‖∇C‖ = {length}. ⊥ is what the last step has at right angles to ∇C.</source>
        <translation>‖∇C‖ = {length}. ⊥ 방향은 마지막 스텝에서 ∇C에 수직인 성분입니다.</translation>
    </message>
    <message>
        <source>The network has only these two parameters: this is the whole of its cost, and its minima are the network&apos;s.</source>
        <translation>신경망의 매개변수는 이 둘뿐입니다. 이 그림이 손실 전체이고, 여기의 최소점이 곧 신경망의 최소점입니다.</translation>
    </message>
    <message>
        <source>A slice through {count} dimensions: its lowest point is not the network&apos;s minimum.</source>
        <translation>{count}차원을 자른 단면입니다. 여기서 가장 낮은 점이 신경망의 최소점은 아닙니다.</translation>
    </message>
    <message>
        <source>C of the network</source>
        <translation>신경망의 C</translation>
    </message>
    <message>
        <source>C on the plane</source>
        <translation>평면 위의 C</translation>
    </message>
    <message>
        <source>distance from it</source>
        <translation>평면까지 거리</translation>
    </message>
    <message>
        <source>C of the network {cost}, the same on the plane: the plane goes through it</source>
        <translation>신경망의 C {cost}, 평면 위에서도 같음: 평면이 신경망을 지남</translation>
    </message>
    <message>
        <source>C of the network {cost} · on the plane {projected} · {distance} away from it</source>
        <translation>신경망의 C {cost} · 평면 위 {projected} · 평면까지 거리 {distance}</translation>
    </message>
</context>
<context>
    <name>SurfaceRows</name>
    <message>
        <source>Own expression</source>
        <translation>직접 입력한 식</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Random starts</source>
        <translation>무작위 시작점</translation>
    </message>
    <message>
        <source>Several starts anywhere in the window; press again for others</source>
        <translation>표시 범위 곳곳에 시작점 여러 개를 놓습니다. 다시 누르면 새로 뽑습니다</translation>
    </message>
    <message>
        <source>One start</source>
        <translation>시작점 하나</translation>
    </message>
    <message>
        <source>Only the first of the starts</source>
        <translation>시작점 가운데 첫째만 남깁니다</translation>
    </message>
    <message>
        <source>Another order of the samples, by chance</source>
        <translation>샘플 순서를 무작위로 바꿉니다</translation>
    </message>
    <message>
        <source>batch size m</source>
        <translation>배치 크기 m</translation>
    </message>
    <message>
        <source>Start, {symbol}</source>
        <translation>시작점, {symbol}</translation>
    </message>
    <message>
        <source>Where the descent starts, in units of {symbol}</source>
        <translation>경사하강의 시작점, {symbol} 단위</translation>
    </message>
    <message>
        <source>start ({first}, {second})</source>
        <translation>시작점 ({first}, {second})</translation>
    </message>
    <message>
        <source>m of M = {count} samples a step, {steps} steps an epoch</source>
        <translation>스텝당 샘플 M = {count}개 중 m개, 에폭당 {steps}스텝</translation>
    </message>
    <message>
        <source>all M = {count} samples: the full cost</source>
        <translation>샘플 M = {count}개 전체: 전체 손실</translation>
    </message>
</context>
<context>
    <name>SurfaceView</name>
    <message>
        <source>Loss surface in three dimensions</source>
        <translation>3차원 손실 곡면</translation>
    </message>
    <message>
        <source>Back to the first view (F)</source>
        <translation>처음 시점으로 (F)</translation>
    </message>
    <message>
        <source>↑ and ↓ tilt the surface, [ and ] turn it, + and − zoom, F goes back to the first view. Starts are set on the map.</source>
        <translation>↑ ↓ 키로 곡면을 기울이고, [ ] 키로 돌리고, + − 키로 확대·축소하고, F 키로 처음 모습으로 돌아갑니다. 시작점은 맵에서 정합니다.</translation>
    </message>
</context>
<context>
    <name>TakingHome</name>
    <message>
        <source>Save handout</source>
        <translation>유인물 저장</translation>
    </message>
    <message>
        <source>Save animation</source>
        <translation>애니메이션 저장</translation>
    </message>
    <message>
        <source>{file} is being written; you can go on meanwhile.</source>
        <translation>{file} 파일을 쓰는 중입니다. 그동안 계속 사용할 수 있습니다.</translation>
    </message>
    <message>
        <source>{file} is ready.</source>
        <translation>{file} 파일이 준비되었습니다.</translation>
    </message>
    <message>
        <source>{file} was not written: {reason}</source>
        <translation>{file} 파일을 저장하지 못했습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>TaskPart</name>
    <message>
        <source>What is to be tried</source>
        <translation>해 볼 것</translation>
    </message>
    <message>
        <source>Goal, one condition on each line</source>
        <translation>목표(한 줄에 조건 하나씩)</translation>
    </message>
    <message>
        <source>Such as accuracy == 1, or cost &lt; 0.05; all of them must be met. The names that there are stand in docs/lectures.md</source>
        <translation>예: accuracy == 1 또는 cost &lt; 0.05. 모두 만족해야 합니다. 쓸 수 있는 이름은 docs/lectures.md에 있습니다</translation>
    </message>
    <message>
        <source>Said when the goal is met</source>
        <translation>목표를 이룬 뒤의 말</translation>
    </message>
    <message>
        <source>Remove what is to be tried</source>
        <translation>직접 해 보기 삭제</translation>
    </message>
    <message>
        <source>Unlocked for it</source>
        <translation>이때 쓸 수 있는 것</translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Try it</source>
        <translation>해 보기</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Expression</source>
        <translation>식</translation>
    </message>
    <message>
        <source>One line for each name, such as z = w*x + b; the last line is what is derived. There are + − * / ^, exp, ln, sigmoid, tanh, relu, max, min, sqrt, sin, cos, tan, abs, and the numbers e and pi. It is taken over as you type.</source>
        <translation>이름마다 한 줄씩 씁니다. 예: z = w*x + b. 마지막 줄을 미분합니다. 쓸 수 있는 것은 + − * / ^, exp, ln, sigmoid, tanh, relu, max, min, sqrt, sin, cos, tan, abs 함수, 그리고 수 e, pi입니다. 입력하는 대로 바로 적용됩니다.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Where the picture stands: click or drag to go elsewhere (← →, Home and End)</source>
        <translation>지금 보는 위치: 클릭하거나 끌어서 다른 곳으로 갑니다 (← →, Home, End)</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Workspace</source>
        <translation>작업 공간</translation>
    </message>
    <message>
        <source>Alt+{number}</source>
        <translation>Alt+{number}</translation>
    </message>
    <message>
        <source>Lectures</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>Walk through the course, one beat at a time (Alt+L)</source>
        <translation>강좌를 한 단계씩 따라갑니다 (Alt+L)</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>실행 취소: 마지막 변경 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo: {change} (Ctrl+Z)</source>
        <translation>실행 취소: {change} (Ctrl+Z)</translation>
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
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사하강</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>계산 그래프</translation>
    </message>
    <message>
        <source>{data} · network {sizes}</source>
        <translation>{data} · 신경망 {sizes}</translation>
    </message>
    <message>
        <source>Redo: {change} (Ctrl+Shift+Z)</source>
        <translation>다시 실행: {change} (Ctrl+Shift+Z)</translation>
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
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>Train at full speed (T)</source>
        <translation>최고 속도로 학습 (T)</translation>
    </message>
    <message>
        <source>Stop (T)</source>
        <translation>정지 (T)</translation>
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
    <name>TransportCard</name>
    <message>
        <source>Transport bar</source>
        <translation>재생 막대</translation>
    </message>
    <message>
        <source>How far one press goes</source>
        <translation>한 번 누를 때 움직이는 단위</translation>
    </message>
</context>
<context>
    <name>TruthLine</name>
    <message>
        <source>All {count} rows are right.</source>
        <translation>{count}행 모두 맞습니다.</translation>
    </message>
    <message>
        <source>All {count} rows are wrong.</source>
        <translation>{count}행 모두 틀립니다.</translation>
    </message>
    <message>
        <source>row {number} ({inputs})</source>
        <translation>{number}행 ({inputs})</translation>
    </message>
    <message>
        <source>Wrong: {rows}.</source>
        <translation>틀림: {rows}.</translation>
    </message>
</context>
<context>
    <name>UndoTools</name>
    <message>
        <source>Take back the last stroke (Ctrl+Z on the canvas)</source>
        <translation>마지막 획 취소 (캔버스에서 Ctrl+Z)</translation>
    </message>
    <message>
        <source>Bring the stroke back (Ctrl+Shift+Z on the canvas)</source>
        <translation>취소한 획 다시 그리기 (캔버스에서 Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Clear the canvas (Delete on the canvas)</source>
        <translation>캔버스 비우기 (캔버스에서 Delete)</translation>
    </message>
</context>
<context>
    <name>UnknownAnswer</name>
    <message>
        <source>The right answer to this sample is unknown, so it has no cost and no errors δ. Choose its label on its card.</source>
        <translation>이 샘플의 정답을 모르므로 손실도 오차 δ도 없습니다. 카드에서 정답을 고르세요.</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>The value that the output should have: the target y, from which the cost and the error δ are computed</source>
        <translation>출력이 내야 할 값: 목표 출력 y가 되며, 손실과 오차 δ를 계산하는 데 쓰입니다</translation>
    </message>
</context>
<context>
    <name>ValueRow</name>
    <message>
        <source>Value of {name}</source>
        <translation>{name} 값</translation>
    </message>
    <message>
        <source>Gradient descent changes {name}</source>
        <translation>경사하강법으로 {name} 값 갱신</translation>
    </message>
</context>
<context>
    <name>VerdictLabel</name>
    <message>
        <source>looks like</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Nothing is drawn, so there is nothing to read.</source>
        <translation>그린 것이 없어서 읽을 것도 없습니다.</translation>
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
<context>
    <name>WeightView</name>
    <message>
        <source>The arrow keys go from weight to weight, Enter chooses one.</source>
        <translation>화살표 키로 가중치 사이를 움직이고, Enter 키로 선택합니다.</translation>
    </message>
</context>
<context>
    <name>WhatsThis</name>
    <message>
        <source>The network at the instant in view: neurons are filled by their activation a, edges are drawn by what belongs to the phase, blue and solid for positive, orange and dashed for negative. Click a neuron or an edge to follow it in all other parts; the choice above says what the edges show.</source>
        <translation>지금 보는 시점의 신경망입니다. 뉴런은 활성값 a에 따라 채워지고, 연결선은 단계에 맞는 값을 나타냅니다. 양수는 파란 실선, 음수는 주황색 점선입니다. 뉴런이나 연결선을 클릭하면 다른 모든 부분에서도 그것을 따라갑니다. 연결선에 나타낼 값은 위에서 고릅니다.</translation>
    </message>
    <message>
        <source>Moves through a training step and through the whole run, forwards and backwards. The choice says how far one press of Next or Back goes; Space plays. Going back undoes nothing: it only looks at an earlier instant.</source>
        <translation>학습 스텝 안과 학습 전체를 앞뒤로 움직입니다. [다음]이나 [이전]을 한 번 누를 때 움직이는 단위를 고를 수 있고, Space 키로 재생합니다. 뒤로 가도 취소되는 것은 없습니다. 앞선 시점을 볼 뿐입니다.</translation>
    </message>
    <message>
        <source>The upper row is the step in view with a part for each phase, from the input to the update; the lower row is the samples of the batch, or all steps that are made. Click or drag to go anywhere.</source>
        <translation>윗줄은 지금 보는 스텝이며, 입력부터 갱신까지 단계별로 나뉩니다. 아랫줄은 배치의 샘플, 또는 지금까지 진행한 모든 스텝입니다. 클릭하거나 끌면 어디로든 갑니다.</translation>
    </message>
    <message>
        <source>The sample that you give the network: draw a digit, type values or choose a row. Follow takes it through the network and nothing is learned; Learn makes one update with it.</source>
        <translation>신경망에 직접 넣는 샘플입니다. 숫자를 그리거나, 값을 입력하거나, 행을 고르세요. [따라가기]는 샘플을 신경망에 통과시키며 학습은 하지 않습니다. [학습]은 이 샘플로 한 번 갱신합니다.</translation>
    </message>
    <message>
        <source>All settings of the experiment: data, layers, cost, optimizer and their numbers. A dot marks what you have changed; the buttons below start a new run with it, compare it with this run, or discard it.</source>
        <translation>실험의 모든 설정입니다: 데이터, 층, 손실 함수, 옵티마이저와 그에 딸린 수. 바꾼 설정에는 점이 표시됩니다. 아래 버튼으로 바꾼 설정에 따라 새 학습을 시작하거나, 현재 학습과 비교하거나, 변경을 취소합니다.</translation>
    </message>
    <message>
        <source>What the network says for every point of the plane, or for every x: the colour is its output, the marks are the samples, and a cross lies over those that it gets wrong. Click a sample to follow it; the pen lets you put points by hand.</source>
        <translation>평면의 모든 점에서, 또는 모든 x에서 신경망이 내는 답입니다. 색은 출력, 표시는 샘플이며, 틀린 샘플에는 가위표가 겹칩니다. 샘플을 클릭하면 그 샘플을 따라갑니다. 펜으로 점을 직접 찍을 수 있습니다.</translation>
    </message>
    <message>
        <source>The cost C over the steps of the run: of the batch of each step, and measured on training and test data. The line stands at the step in view; click to go to another one.</source>
        <translation>학습 스텝에 따른 손실 C입니다. 스텝마다 그 배치의 손실과, 학습 데이터와 평가 데이터에서 잰 손실을 보여 줍니다. 세로선은 지금 보는 스텝입니다. 클릭하면 다른 스텝으로 갑니다.</translation>
    </message>
    <message>
        <source>The share of samples that the network gets right, over the steps of the run, measured on training and test data. The line stands at the step in view; click to go to another one.</source>
        <translation>신경망이 맞힌 샘플의 비율이며, 학습 스텝에 따라 학습 데이터와 평가 데이터에서 잰 값입니다. 세로선은 지금 보는 스텝입니다. 클릭하면 다른 스텝으로 갑니다.</translation>
    </message>
    <message>
        <source>The weights that lead to one neuron: as a picture where the inputs are pixels, otherwise as bars, upwards for positive. Where a weight is large and positive the neuron wants its input to be large.</source>
        <translation>한 뉴런으로 들어오는 가중치입니다. 입력이 픽셀이면 그림으로, 아니면 막대로 나타내며 양수는 위쪽입니다. 가중치가 큰 양수인 곳에서 뉴런은 입력이 크기를 바랍니다.</translation>
    </message>
    <message>
        <source>Makes all steps of so many epochs at full speed; the pictures follow as fast as they can. You can stop at any instant and step through every step that was made.</source>
        <translation>정한 에폭 수만큼 모든 스텝을 최고 속도로 진행합니다. 그림은 되는 대로 빨리 따라갑니다. 언제든지 멈출 수 있고, 진행한 모든 스텝을 하나씩 살펴볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Three views of learning: Network follows samples through a network, Descent lets optimizers race over a loss surface, Graph takes an expression apart by the chain rule. Each keeps what you did in it.</source>
        <translation>학습을 보는 세 가지 방법입니다. 신경망은 샘플을 따라 신경망을 지나가고, 경사하강은 옵티마이저들이 손실 곡면 위에서 겨루게 하며, 계산 그래프는 식을 연쇄 법칙으로 나눕니다. 각각 하던 작업을 그대로 간직합니다.</translation>
    </message>
    <message>
        <source>Opens the list of lectures, and puts it away again. A lecture sets your own work aside and gives it back when you leave it.</source>
        <translation>강의 목록을 열고 닫습니다. 강의를 시작하면 하던 작업을 따로 두었다가, 강의를 나갈 때 돌려줍니다.</translation>
    </message>
    <message>
        <source>Takes the last change back, or makes it again: of settings, data, weights, or the drawing. Going back in time is something else: it changes nothing.</source>
        <translation>설정, 데이터, 가중치, 그림의 마지막 변경을 취소하거나 다시 실행합니다. 시간을 거슬러 가는 것은 이와 다르며, 아무것도 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Opens, saves and exports: the File menu. A document holds the run with all its steps, your changes and your drawing.</source>
        <translation>열기, 저장, 내보내기가 있는 파일 메뉴입니다. 문서에는 모든 스텝을 포함한 학습 과정과 변경한 내용, 그림이 담깁니다.</translation>
    </message>
    <message>
        <source>Shows and hides parts of the workspace. What is hidden leaves its room to the rest and comes back as it was.</source>
        <translation>작업 화면의 부분을 보이거나 숨깁니다. 숨긴 부분의 자리는 나머지가 쓰고, 다시 보이면 그대로 돌아옵니다.</translation>
    </message>
    <message>
        <source>How the window looks: the size of its letters, its language, light or dark. It is remembered for the next start.</source>
        <translation>창의 모습입니다: 글자 크기, 언어, 밝은 화면이나 어두운 화면. 다음에 시작할 때도 기억합니다.</translation>
    </message>
    <message>
        <source>The cost seen from above: bright is high, dark is low, lines join points of equal cost. Click to start a descent anywhere, drag a start to move it; minima, saddle points and maxima have marks of their own.</source>
        <translation>위에서 내려다본 손실입니다. 밝은 곳은 높고 어두운 곳은 낮으며, 선은 손실이 같은 점을 잇습니다. 아무 데나 클릭하면 그곳에서 경사하강이 시작되고, 시작점은 끌어서 옮깁니다. 최소점, 안장점, 최대점에는 저마다 다른 표시가 있습니다.</translation>
    </message>
    <message>
        <source>What the marks and colours of the map mean. Only what is on the map is listed.</source>
        <translation>맵에 쓰인 표시와 색의 뜻입니다. 맵에 있는 것만 나옵니다.</translation>
    </message>
    <message>
        <source>The same cost as a landscape. Drag to turn it, turn the wheel to come nearer; a click starts a descent there.</source>
        <translation>같은 손실을 지형으로 나타냅니다. 끌면 돌아가고, 휠을 돌리면 가까워집니다. 클릭하면 그곳에서 경사하강이 시작됩니다.</translation>
    </message>
    <message>
        <source>The surface, where the descents start, and the optimizers that take part, each with its learning rate. They all start together and make their steps at the same time.</source>
        <translation>곡면, 경사하강의 시작점, 참가하는 옵티마이저와 그 학습률입니다. 모두 함께 출발하여 동시에 스텝을 진행합니다.</translation>
    </message>
    <message>
        <source>What has become of each optimizer, in a sentence: where it stands, what it has reached, or why it can&apos;t go on. Click one to see its steps in numbers.</source>
        <translation>옵티마이저마다 어떻게 되었는지 한 문장으로 알려 줍니다: 어디에 있는지, 어디에 이르렀는지, 왜 더 나아가지 못하는지. 하나를 클릭하면 그 스텝을 수로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The step in view with its numbers: the gradient, what the optimizer makes of it, and where the ball comes to lie.</source>
        <translation>지금 보는 스텝을 수로 나타냅니다: 기울기, 옵티마이저가 기울기로 만든 값, 공이 놓이는 자리.</translation>
    </message>
    <message>
        <source>The cost of each optimizer after every step; the line stands at the step in view. Click to go to another step.</source>
        <translation>스텝마다 각 옵티마이저의 손실입니다. 세로선은 지금 보는 스텝입니다. 클릭하면 다른 스텝으로 갑니다.</translation>
    </message>
    <message>
        <source>The expression as a graph: values travel forwards along the edges, derivatives backwards, each multiplied by the local derivative of the edge; where edges meet they are added. Click a node or an edge to see how its number comes about.</source>
        <translation>식을 그래프로 나타냅니다. 값은 간선을 따라 앞으로 가고, 도함수는 뒤로 가면서 간선의 국소 도함수와 곱해집니다. 간선이 만나는 곳에서는 서로 더합니다. 노드나 간선을 클릭하면 그 수가 어떻게 나왔는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The chain rule for the chosen node: one product for each way to the output, and their sum.</source>
        <translation>선택한 노드의 연쇄 법칙입니다. 출력으로 가는 길마다 곱이 하나씩 있고, 그 합을 구합니다.</translation>
    </message>
    <message>
        <source>Write your own expression, one line for each name; the last line is what is derived. Below are ready ones, and the values of the variables, to be typed or slid.</source>
        <translation>식을 직접 쓰세요. 이름마다 한 줄씩 쓰며, 마지막 줄을 미분합니다. 아래에는 예제 식과 변수의 값이 있고, 값은 입력하거나 슬라이더로 바꿉니다.</translation>
    </message>
    <message>
        <source>All lectures, with how far you have come in each, and your own. A lecture can be begun at any beat, and saved as a handout or as a moving picture.</source>
        <translation>모든 강의와 강의마다의 진도, 그리고 내 강의입니다. 강의는 어느 단계에서나 시작할 수 있고, 유인물이나 움직이는 그림으로 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Writes a lecture beat by beat: set the scene in the window as it should be, and take it over. What is wrong is listed below, with its place.</source>
        <translation>강의를 한 단계씩 만듭니다. 창에서 장면을 원하는 대로 꾸민 뒤 가져오세요. 잘못된 곳은 아래에 그 위치와 함께 나옵니다.</translation>
    </message>
    <message>
        <source>Several parts take turns here, because the window has no room for all of them at once: choose the one to be seen. In a larger window they stand beside one another.</source>
        <translation>창에 한꺼번에 둘 자리가 없어서 몇 부분이 번갈아 나옵니다. 볼 것을 고르세요. 창을 키우면 나란히 놓입니다.</translation>
    </message>
    <message>
        <source>Chooses what is explained below the stage, from the equations to a table of all numbers. {first} to {last} choose it, too.</source>
        <translation>신경망 아래에 무엇을 보일지 고릅니다: 수식에서 모든 수치의 표까지. {first}부터 {last}까지의 키로도 고릅니다.</translation>
    </message>
    <message>
        <source>The upper row is the step in view in three parts: the gradient, the direction that the optimizer makes of it, the move. The line below is all steps that are made. Click or drag to go anywhere.</source>
        <translation>윗줄은 지금 보는 스텝의 세 부분입니다: 기울기, 옵티마이저가 기울기로 정한 방향, 이동. 아래 선은 지금까지 진행한 모든 스텝입니다. 클릭하거나 끌면 어디로든 갑니다.</translation>
    </message>
    <message>
        <source>Moves forward through the graph until its output is known, and then back over its edges. The choice says how far one press goes: an edge, a node, or a whole pass; Space plays.</source>
        <translation>출력을 구할 때까지 그래프를 앞으로 지나가고, 그다음 간선을 따라 되돌아옵니다. 한 번 누를 때 움직이는 단위는 간선, 노드, 전파 가운데서 고르며, Space 키로 재생합니다.</translation>
    </message>
    <message>
        <source>The pass forward and the pass backward, with a cell for each node and for each edge that is gone over. Click or drag to go to any of them.</source>
        <translation>순전파와 역전파입니다. 지나가는 노드와 간선마다 칸이 하나씩 있습니다. 클릭하거나 끌면 어느 칸으로든 갑니다.</translation>
    </message>
    <message>
        <source>How many multiplications three ways to all derivatives take: backpropagation, each derivative by itself, and nudging each variable. What has been known before is used again only by the first.</source>
        <translation>모든 도함수를 구하는 세 방법에 곱셈이 몇 번 드는지 보여 줍니다: 역전파, 도함수를 하나씩 따로, 변수를 조금씩 건드리는 수치 미분. 이미 구한 값을 다시 쓰는 것은 역전파뿐입니다.</translation>
    </message>
    <message>
        <source>Gradient descent on the variables that are ticked at the left: an update takes η times its derivative from each. The curve is the output after every update.</source>
        <translation>왼쪽에서 체크한 변수로 경사하강을 합니다. 한 번 갱신할 때마다 변수에서 도함수의 η배를 뺍니다. 곡선은 갱신할 때마다의 출력입니다.</translation>
    </message>
    <message>
        <source>The network that this graph was made of: the neurons and weights that lie between the one that is derived and the cost. What is chosen in the graph lights up here, too.</source>
        <translation>이 그래프가 나온 신경망입니다. 미분하는 변수와 손실 사이에 있는 뉴런과 가중치만 보입니다. 그래프에서 고른 것은 여기서도 밝게 보입니다.</translation>
    </message>
    <message>
        <source>The lecture beside the picture: each beat sets the scene it speaks of. You may touch everything: the next beat puts its scene right again. The arrow keys lead through it.</source>
        <translation>그림 옆의 강의입니다. 단계마다 설명하는 장면을 만들어 줍니다. 무엇이든 만져 봐도 됩니다. 다음 단계로 가면 그 단계의 장면이 다시 갖추어집니다. 화살표 키로 강의를 따라갑니다.</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>The two assumptions on the cost</source>
        <translation>손실에 대한 두 가정</translation>
    </message>
    <message>
        <source>1 · The cost is a mean over the samples</source>
        <translation>1 · 손실은 샘플별 손실의 평균</translation>
    </message>
    <message>
        <source>With a single sample {cost} = {one} = {value}</source>
        <translation>샘플이 하나면 {cost} = {one} = {value}</translation>
    </message>
    <message>
        <source>So the derivative of {cost} is the mean of the derivatives of {one}: it is enough to backpropagate one sample at a time.</source>
        <translation>따라서 {cost}의 도함수는 {one}의 도함수를 평균한 것입니다. 샘플을 하나씩 역전파하면 충분합니다.</translation>
    </message>
    <message>
        <source>2 · {one} depends on {out} alone</source>
        <translation>2 · {one} 값은 {out}에만 의존</translation>
    </message>
    <message>
        <source>2 · {one} should depend on {out} alone</source>
        <translation>2 · {one} 값은 {out}에만 의존해야 함</translation>
    </message>
    <message>
        <source>{one} of this sample = {value}</source>
        <translation>이 샘플의 {one} = {value}</translation>
    </message>
    <message>
        <source>Violated here: this cost contains z. There is no {slope}, and BP1 is replaced by a rule of its own.</source>
        <translation>여기서는 가정이 깨집니다. 이 손실에는 z가 들어 있어 {slope} 값이 없고, BP1 대신 따로 정한 규칙을 씁니다.</translation>
    </message>
    <message>
        <source>y is a constant. So everything begins with {slope}.</source>
        <translation>y는 상수입니다. 그래서 모든 계산은 {slope}에서 시작합니다.</translation>
    </message>
    <message>
        <source>y is a constant, and no hidden activation is in it: they act only through {out}. So everything begins with {slope}.</source>
        <translation>y는 상수이고, 은닉층의 활성값은 들어 있지 않습니다. 은닉층은 {out} 값을 거쳐서만 영향을 줍니다. 그래서 모든 계산은 {slope}에서 시작합니다.</translation>
    </message>
    <message>
        <source>({count} more)</source>
        <translation>({count}개 더)</translation>
    </message>
    <message>
        <source>← and → go from sample to sample, Enter goes to one.</source>
        <translation>←, → 키로 샘플 사이를 옮기고, Enter 키로 그 샘플로 갑니다.</translation>
    </message>
    <message>
        <source>sample {number} of {size}: C = {value}</source>
        <translation>샘플 {number}/{size}: C = {value}</translation>
    </message>
    <message>
        <source>This output is rounded to 0 or 1: the factors would be 0 times infinity. Only a − y is exact here.</source>
        <translation>이 출력은 0이나 1로 반올림되어 인수들이 0 곱하기 무한대가 됩니다. 여기서는 a − y만 정확합니다.</translation>
    </message>
    <message>
        <source>All outputs at once.</source>
        <translation>모든 출력을 한 번에 쓴 식입니다.</translation>
    </message>
    <message>
        <source>All outputs at once; ⊙ multiplies neuron by neuron (Hadamard product).</source>
        <translation>모든 출력을 한 번에 쓴 식입니다. ⊙ 기호는 같은 뉴런끼리 곱합니다(아다마르 곱).</translation>
    </message>
    <message>
        <source>All outputs at once: instead of the Hadamard product, the whole matrix J of derivatives, transposed.</source>
        <translation>모든 출력을 한 번에 쓴 식입니다. 아다마르 곱 대신, 도함수 전체로 이루어진 행렬 J의 전치 행렬을 곱합니다.</translation>
    </message>
    <message>
        <source>Chain rule: a sum over every output on which the cost depends. This network has only one, so there is one summand.</source>
        <translation>연쇄 법칙: 손실에 영향을 주는 모든 출력에 대한 합입니다. 이 신경망은 출력이 하나뿐이라 항도 하나입니다.</translation>
    </message>
    <message>
        <source>A definition: the error of a neuron is how fast the cost changes with its weighted input {z}.</source>
        <translation>정의: 뉴런의 오차는 가중 입력 {z}에 대한 손실의 변화율입니다.</translation>
    </message>
    <message>
        <source>Chain rule: the cost is a function of all outputs, so the sum runs over every output k.</source>
        <translation>연쇄 법칙: 손실은 모든 출력의 함수이므로 모든 출력 k에 대해 더합니다.</translation>
    </message>
    <message>
        <source>Chain rule, a sum over every output k. With softmax {z} is in every output and no ∂a/∂z is 0: the sum does not collapse. This is BP1 for softmax.</source>
        <translation>연쇄 법칙: 모든 출력 k에 대한 합입니다. 소프트맥스에서는 모든 출력에 {z} 값이 들어 있고 0이 되는 ∂a/∂z가 없어, 합이 한 항으로 줄지 않습니다. 이것이 소프트맥스의 BP1입니다.</translation>
    </message>
    <message>
        <source>This cost is read from z, not from a alone: it violates assumption 2. Away from its jump, a is constant; only the summand k=j contains {z}, all others are 0.</source>
        <translation>이 손실은 a만이 아니라 z에서 바로 계산하므로 가정 2를 어깁니다. 값이 뛰는 곳을 벗어나면 a는 상수입니다. {z} 값은 k=j인 항에만 있고, 나머지 항은 모두 0입니다.</translation>
    </message>
    <message>
        <source>The sum collapses: {z} reaches the cost only through {a}. For every other k the derivative is 0.</source>
        <translation>합이 한 항으로 줄어듭니다. {z} 값은 {a} 값을 거쳐서만 손실에 이르고, 다른 모든 k에서는 도함수가 0입니다.</translation>
    </message>
    <message>
        <source>{a} = σ({z}), so its derivative is the slope σ′({z}). This is BP1.</source>
        <translation>{a} = σ({z})이므로 그 도함수는 기울기 σ′({z})입니다. 이것이 BP1입니다.</translation>
    </message>
    <message>
        <source>The first factor belongs to the cost. That of this network: {cost}.</source>
        <translation>첫 인수는 손실 함수에서 나옵니다. 이 신경망의 손실 함수: {cost}.</translation>
    </message>
    <message>
        <source>The derivative of softmax put in; [k=j] is 1 for k=j and 0 otherwise.</source>
        <translation>소프트맥스의 도함수를 대입합니다. [k=j] 값은 k=j이면 1, 아니면 0입니다.</translation>
    </message>
    <message>
        <source>Cross-entropy has ∂C/∂a = −y/a: the a cancels in every summand.</source>
        <translation>교차 엔트로피에서는 ∂C/∂a = −y/a이므로 모든 항에서 a가 약분됩니다.</translation>
    </message>
    <message>
        <source>One summand is left. This takes the place of BP1: there is no ∂C/∂a and no σ′ in it.</source>
        <translation>항이 하나 남습니다. 이 식이 BP1을 대신하며, 여기에는 ∂C/∂a도 σ′도 없습니다.</translation>
    </message>
    <message>
        <source>Multiplied out: the targets add up to 1, so the error is output minus target.</source>
        <translation>전개합니다. 목표 출력의 합이 1이므로 오차는 출력에서 목표 출력을 뺀 값입니다.</translation>
    </message>
    <message>
        <source>Cost and activation fit each other: a factor of ∂C/∂a and σ′ cancel, and a − y is left.</source>
        <translation>손실 함수와 활성화 함수가 서로 잘 맞습니다. ∂C/∂a의 인수 하나가 σ′과 약분되어 a − y가 남습니다.</translation>
    </message>
    <message>
        <source>The error of a hidden neuron is defined in the same way.</source>
        <translation>은닉 뉴런의 오차도 똑같이 정의합니다.</translation>
    </message>
    <message>
        <source>Chain rule: {z} reaches the cost through every neuron k of the next layer. This sum does not collapse.</source>
        <translation>연쇄 법칙: {z} 값은 다음 층의 모든 뉴런 k를 거쳐 손실에 이릅니다. 이 합은 한 항으로 줄지 않습니다.</translation>
    </message>
    <message>
        <source>The first factor is the error of the next layer, which is known already: that is why we go backward.</source>
        <translation>첫 인수는 다음 층의 오차이며 이미 알고 있습니다. 그래서 뒤에서부터 거꾸로 갑니다.</translation>
    </message>
    <message>
        <source>For the second factor, look at how {next} was computed: {z} is in one summand only, that with i=j.</source>
        <translation>둘째 인수를 구하려면 {next} 값의 계산식을 봅니다. {z} 값은 i=j인 항에만 있습니다.</translation>
    </message>
    <message>
        <source>All other summands are constant, their derivative is 0. What is left is {next_w} times the slope σ′({z}).</source>
        <translation>다른 항은 모두 상수라서 도함수가 0입니다. 남는 것은 {next_w} 곱하기 기울기 σ′({z})입니다.</translation>
    </message>
    <message>
        <source>Put in: each error comes back along the weight on which the signal went forward.</source>
        <translation>대입합니다. 오차는 저마다 신호가 앞으로 지나간 가중치를 따라 되돌아옵니다.</translation>
    </message>
    <message>
        <source>σ′({z}) does not depend on k and goes in front of the sum. This is BP2.</source>
        <translation>σ′({z}) 값은 k와 무관하므로 합 앞으로 나옵니다. 이것이 BP2입니다.</translation>
    </message>
    <message>
        <source>The whole layer at once: the sum over k runs down a column of W, which is a row of its transpose; ⊙ multiplies neuron by neuron.</source>
        <translation>층 전체를 한 번에 쓴 식입니다. k에 대한 합은 W의 한 열을 따라가며, 그 열은 전치 행렬의 행입니다. ⊙ 기호는 같은 뉴런끼리 곱합니다.</translation>
    </message>
    <message>
        <source>Chain rule: a sum over the weighted inputs of all neurons i of the layer.</source>
        <translation>연쇄 법칙: 이 층의 모든 뉴런 i의 가중 입력에 대한 합입니다.</translation>
    </message>
    <message>
        <source>The sum collapses: only {z} contains {b}. Its first factor is, by definition, the error {delta}.</source>
        <translation>합이 한 항으로 줄어듭니다. {b} 값이 들어 있는 것은 {z}뿐입니다. 그 항의 첫 인수는 정의에 따라 오차 {delta}입니다.</translation>
    </message>
    <message>
        <source>How {z} was computed: {b} is simply added.</source>
        <translation>{z} 값의 계산식입니다. {b} 값은 그저 더해집니다.</translation>
    </message>
    <message>
        <source>An addition passes every change on as it is: the derivative is 1.</source>
        <translation>덧셈은 모든 변화를 그대로 전하므로 도함수가 1입니다.</translation>
    </message>
    <message>
        <source>The derivative by the bias is the error itself. This is BP3.</source>
        <translation>편향에 대한 도함수는 오차 그 자체입니다. 이것이 BP3입니다.</translation>
    </message>
    <message>
        <source>All biases of the layer at once.</source>
        <translation>층의 모든 편향을 한 번에 쓴 식입니다.</translation>
    </message>
    <message>
        <source>The sum collapses: only {z} contains {w}. Its first factor is, by definition, the error {delta}.</source>
        <translation>합이 한 항으로 줄어듭니다. {w} 값이 들어 있는 것은 {z}뿐입니다. 그 항의 첫 인수는 정의에 따라 오차 {delta}입니다.</translation>
    </message>
    <message>
        <source>How {z} was computed: {w} is in one summand only, that with i=k.</source>
        <translation>{z} 값의 계산식입니다. {w} 값은 i=k인 항에만 있습니다.</translation>
    </message>
    <message>
        <source>There it is multiplied by {source}; everything else is constant.</source>
        <translation>거기서 {source} 값과 곱해지며, 나머지는 모두 상수입니다.</translation>
    </message>
    <message>
        <source>Activation coming in times error going out. This is BP4.</source>
        <translation>들어오는 활성값과 나가는 오차의 곱입니다. 이것이 BP4입니다.</translation>
    </message>
    <message>
        <source>All weights of the layer at once: every error times every activation, a matrix of {rows} rows and {columns} columns.</source>
        <translation>층의 모든 가중치를 한 번에 쓴 식입니다. 모든 오차와 모든 활성값을 서로 곱한 {rows}행 {columns}열의 행렬입니다.</translation>
    </message>
</context>
<context>
    <name>ZoomTool</name>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
</context>
<context>
    <name>_Chip</name>
    <message>
        <source>The network gets {feature}</source>
        <translation>신경망에 넣는 입력: {feature}</translation>
    </message>
</context>
</TS>
